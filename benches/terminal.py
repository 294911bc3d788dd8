#!/usr/bin/env python3
"""Measures vigie from outside: the release binary, a terminal, a filled store.

    cargo build --release
    cargo run --release --example fill -- --home /tmp/million --interactions 1000000
    cargo run --release --example fill -- --home /tmp/small --interactions 10000
    python3 benches/terminal.py --home /tmp/million --beside /tmp/small

Everything is done on a copy of the home. `--beside` measures start, list and search on a
second store in turns with the first, so that the ratio of the two is one run's. The network
is a server of this script on the loopback, where `fill` has put the accounts.
"""

import argparse, fcntl, json, multiprocessing, os, pty, re, select, shutil, signal, sqlite3, statistics, struct
import subprocess, sys, tempfile, termios, time, urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = 48123
ETAG = '"quiet"'
END = b"\x1b[?2026l"
CURSOR = re.compile(rb"\x1b\[(\d+);(\d+)H")


def row(frame):
    """The row in which a frame leaves the cursor."""
    cursors = CURSOR.findall(frame)
    return cursors[-1][0] if cursors else None


class Terminal:
    """vigie on a pty of this size; what it writes, frame by frame."""

    def __init__(self, vigie, home, width, height):
        self.bytes, self.frames, self.rest = 0, 0, b""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        env = {"TERM": "xterm-256color", "LC_ALL": "en_GB.UTF-8", "VIGIE_HOME": home, "HOME": home, "USER": "cm", "TZ": "UTC"}
        self.began = time.perf_counter()
        self.child = subprocess.Popen([vigie], stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True)
        os.close(slave)
        self.master, self.pid = master, self.child.pid

    def frame(self, patience=10.0):
        """The next whole frame and when it ended; none when none comes."""
        until = time.perf_counter() + patience
        while END not in self.rest:
            left = until - time.perf_counter()
            if left <= 0 or not select.select([self.master], [], [], left)[0]:
                return None, 0.0
            try:
                read = os.read(self.master, 65536)
            except OSError:
                return None, 0.0
            self.bytes += len(read)
            self.rest += read
        at = time.perf_counter()
        frame, self.rest = self.rest.split(END, 1)
        self.frames += 1
        return frame, at

    def quiet(self, rest=0.3, patience=20.0):
        """Reads until nothing is drawn for a while; gives the row of the cursor."""
        until, place = time.perf_counter() + patience, None
        while time.perf_counter() < until:
            frame, _ = self.frame(rest)
            if frame is None:
                break
            place = row(frame) or place
        return place

    def key(self, key):
        os.write(self.master, key)
        return time.perf_counter()

    def status(self, name):
        with open(f"/proc/{self.pid}/status") as status:
            return int(next(line for line in status if line.startswith(name)).split()[1])

    def cpu(self):
        with open(f"/proc/{self.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        self.child.send_signal(signal.SIGTERM)
        until = time.perf_counter() + 10
        while self.child.poll() is None and time.perf_counter() < until:
            if select.select([self.master], [], [], 0.05)[0]:
                try:
                    os.read(self.master, 65536)
                except OSError:
                    pass
        if self.child.poll() is None:
            self.child.kill()
        self.child.wait()
        os.close(self.master)


class Api(BaseHTTPRequestHandler):
    """As much of Mastodon as a poll asks for; each account has `count` mentions to tell."""

    protocol_version = "HTTP/1.1"
    count, pause = None, None

    def log_message(self, *_):
        pass

    def do_GET(self):
        url = urllib.parse.urlparse(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        if url.path.endswith(".xml"):
            return self.source()
        me = self.headers.get("Authorization", "").rpartition("token-of-")[2] or "0"
        answer = []
        if url.path.endswith("/notifications"):
            time.sleep(Api.pause.value)
            answer = self.mentions(me, query)
        elif url.path.endswith("/verify_credentials"):
            answer = person(me)
        elif url.path.endswith("/context"):
            answer = {"ancestors": [], "descendants": []}
        elif "/instance" in url.path:
            answer = {}
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def source(self):
        """What the trade reads: quiet, and says so."""
        known = self.headers.get("If-None-Match") == ETAG
        body = b"" if known else b"<rss version='2.0'><channel><title>The trade</title></channel></rss>"
        self.send_response(304 if known else 200)
        self.send_header("ETag", ETAG)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def mentions(self, me, query):
        base, count = int(f"99{int(me):04}00000000"), Api.count.value
        above = max(int(query.get("min_id", 0)), base)
        below = min(int(query.get("max_id", base + count + 1)), base + count + 1)
        ids = range(above + 1, below)
        ids = ids[:40] if "min_id" in query else ids[-40:]
        return [mention(me, number) for number in reversed(ids)]


def person(number):
    return {"id": str(number), "username": f"p{number}", "acct": f"p{number}", "display_name": f"Person {number}",
            "url": f"http://127.0.0.1:{PORT}/@p{number}", "note": "", "followers_count": 10, "statuses_count": 5}


def mention(me, number):
    at = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
    who = person(7_000_000 + number % 997)
    status = {"id": str(number), "created_at": at, "account": who, "visibility": "public", "language": "en", "media_attachments": [],
              "content": f"<p>@us The queue at the harbour is {number % 60} minutes long, is the fig tart still there?</p>",
              "mentions": [{"id": me, "username": "us", "acct": "us", "url": ""}], "url": f"http://127.0.0.1:{PORT}/{number}",
              "in_reply_to_id": None}
    return {"id": str(number), "type": "mention", "created_at": at, "account": who, "status": status}


def serve(count, pause):
    Api.count, Api.pause = count, pause
    ThreadingHTTPServer.daemon_threads = True
    ThreadingHTTPServer(("127.0.0.1", PORT), Api).serve_forever()


def polled(home, accounts):
    """So many accounts are polled; the others are off, and nothing is on its way."""
    store = sqlite3.connect(os.path.join(home, "vigie.db"))
    store.execute("UPDATE accounts SET health = 'off'")
    store.execute("UPDATE accounts SET health = 'ok' WHERE id <= ?", [accounts])
    store.execute("UPDATE deliveries SET state = 'cancelled' WHERE state NOT IN ('sent', 'cancelled')")
    store.commit()
    store.close()


def count(home, table):
    store = sqlite3.connect(os.path.join(home, "vigie.db"))
    found = store.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    store.close()
    return found


def milliseconds(times):
    times = sorted(times)
    return {"median": statistics.median(times) * 1e3, "p99": times[min(len(times) - 1, int(len(times) * 0.99))] * 1e3}


def start(vigie, home):
    terminal = Terminal(vigie, home, 120, 40)
    frame, at = terminal.frame()
    names = [name for (name,) in sqlite3.connect(os.path.join(home, "vigie.db")).execute("SELECT name FROM clients")]
    rows = frame is not None and sum(frame.count(name[:8].encode()) for name in names) > 5
    terminal.end()
    if not rows:
        sys.exit("the first frame shows no rows")
    return at - terminal.began


def whole(vigie, home, arguments):
    began = time.perf_counter()
    child = subprocess.Popen([vigie, "--home", home, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    took = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 3):
        sys.exit(f"{arguments} ended with {child.returncode}")
    whole.cpu.setdefault((home, *arguments), []).append(used.ru_utime + used.ru_stime)
    return took


whole.cpu = {}


def in_turns(what, homes, times):
    """The same measured on every home, one after the other, so that a busy machine is busy for all."""
    what(homes[0])
    found = [[] for _ in homes]
    for _ in range(times):
        for home, mine in zip(homes, found):
            mine.append(what(home))
    return found


def tell(name, found, target):
    first = milliseconds(found[0])
    line = f"{name:42} median {first['median']:7.1f} ms   worst {max(found[0]) * 1e3:7.1f} ms   target {target}"
    if len(found) > 1:
        line += f"   {statistics.median(found[0]) / statistics.median(found[1]):.2f} x the small store"
    cpu = [statistics.median(used) * 1e3 for used in whole.cpu.values()]
    whole.cpu.clear()
    if cpu:
        line += "   CPU " + " and ".join(f"{used:.0f}" for used in cpu) + " ms"
    print(line, flush=True)


def keys(vigie, home, server):
    """A thousand keys, the cursor going down and up a screen, while a thousand items are stored."""
    polled(home, 1)
    server["count"].value, server["pause"].value = 1000, 0.5
    before = count(home, "interactions")
    terminal = Terminal(vigie, home, 120, 40)
    place, times, lost = terminal.quiet(1.0), [], 0
    for at in range(1020):
        began = terminal.key(b"j" if at // 15 % 2 == 0 else b"k")
        while True:
            frame, ended = terminal.frame(1.0)
            if frame is None:
                lost += 1
                break
            if row(frame) not in (None, place):
                place = row(frame)
                times.append(ended - began)
                break
        # A key every twenty milliseconds or so; frames that nobody asked for are read meanwhile.
        pause = time.perf_counter() + 0.012
        while time.perf_counter() < pause:
            terminal.frame(max(0.0, pause - time.perf_counter()))
    terminal.end()
    stored = count(home, "interactions") - before
    found = milliseconds(times[20:])
    print(f"{'a key while ' + str(stored) + ' items are stored':42} median {found['median']:7.1f} ms   p99   {found['p99']:7.1f} ms   "
          f"target 16 p99   ({len(times) - 20} keys, {lost} without a frame)", flush=True)


# The ways to look at the calendar, and the keys that walk in each: every one draws a frame.
WALKS = {"week": "l l j j j k h \x1b[6~ \x1b[6~ \x1b[5~", "month": "l j l j \x1b[6~ \x1b[6~ \x1b[5~ k h",
         "agenda": "j j j j l l \x1b[6~ \x1b[5~ k", "board": "j j l j k h \x1b[6~ \x1b[5~"}


def calendar(vigie, home, times):
    """Walks through every view of a calendar of five years."""
    slots = count(home, "slots")
    terminal = Terminal(vigie, home, 160, 50)
    terminal.quiet(1.0)
    terminal.key(b"2")
    terminal.quiet(1.0)
    for view, walk in WALKS.items():
        found, lost = [], 0
        for _ in range(times):
            for key in walk.split():
                if not frames_of(terminal, key.encode(), found):
                    lost += 1
                terminal.quiet(0.05, 0.3)
        milli = milliseconds(found)
        print(f"{'calendar, ' + view + ', ' + str(slots) + ' slots':42} median {milli['median']:7.1f} ms   p99   {milli['p99']:7.1f} ms   "
              f"target 16 p99   ({len(found)} keys, {lost} that changed nothing)", flush=True)
        terminal.key(b"v")
        terminal.quiet(0.3)
    terminal.end()


# Each verb as it is typed, and what takes it back; every key of these is measured.
VERBS = ["e z", "s z", "m z", "b \r z", "w \r \r z", "l v i p \r z", "a m e \r \r z", "u z", "e , z z", "j e k z", "Space j Space e z"]


def frames_of(terminal, key, times):
    """Types one key; when its frame ended. What that brings on (rows read again) is let come to rest."""
    began = terminal.key(key)
    frame, ended = terminal.frame(2.0)
    if frame is None:
        return False
    times.append(ended - began)
    terminal.quiet(0.05, 5.0)
    return True


def verbs(vigie, home, times):
    """Every verb of the inbox, key by key: how long until its frame is on the screen."""
    polled(home, 0)
    terminal = Terminal(vigie, home, 120, 40)
    terminal.quiet(1.0)
    found, lost, by_verb = [], [], {}
    for _ in range(times):
        for verb in VERBS:
            for key in verb.split(" "):
                mine = by_verb.setdefault(verb.split(" ")[0], [])
                typed = {"Space": b" "}.get(key, key.encode())
                if not frames_of(terminal, typed, mine):
                    lost.append(f"{verb!r} at {key!r}")
    terminal.end()
    for mine in by_verb.values():
        found.extend(mine)
    slowest = max(by_verb, key=lambda verb: milliseconds(by_verb[verb])["p99"])
    all_of = milliseconds(found)
    print(f"{'any key of a verb, to its frame':42} median {all_of['median']:7.1f} ms   p99   {all_of['p99']:7.1f} ms   worst {max(found) * 1e3:.1f} ms   "
          f"target 16 p99   ({len(found)} keys; slowest verb {slowest}; without a frame: {sorted(set(lost)) or 'none'})", flush=True)


def bulk(vigie, home, least):
    """Done on a whole list by `%`, the cursor moved meanwhile; then taken back; then begun and stopped."""
    polled(home, 0)
    terminal = Terminal(vigie, home, 120, 40)
    terminal.quiet(1.0)
    terminal.key(b">")
    terminal.quiet(0.5)
    for key in (b"%", b"e"):
        terminal.key(key)
        terminal.quiet(2.0)
    for name, begin in (("done on all of a list", b"y"), ("taken back", b"z")):
        before = done(home)
        began = terminal.key(begin)
        times, gaps, last, moved, ended = [], [], time.perf_counter(), 0, None
        while ended is None or time.perf_counter() - ended < 0.5:
            key = terminal.key(b"j" if moved // 15 % 2 == 0 else b"k")
            moved += 1
            frame, at = terminal.frame(2.0)
            if frame is None:
                break
            times.append(at - key)
            gaps.append(at - last)
            last = at
            pause = time.perf_counter() + 0.03
            while time.perf_counter() < pause:
                frame, at = terminal.frame(max(0.0, pause - time.perf_counter()))
                if frame is not None:
                    gaps.append(at - last)
                    last = at
            if moved % 30 == 0 and ended is None:
                changed = abs(done(home) - before)
                if changed >= least and changed == bulk.seen:
                    ended = time.perf_counter()
                bulk.seen = changed
        took, found = (ended or last) - began, milliseconds(times)
        print(f"{name + ', ' + str(abs(done(home) - before)) + ' rows':42} in {took:.1f} s; a key meanwhile median {found['median']:.1f} ms, p99 "
              f"{found['p99']:.1f} ms, longest time without a frame {max(gaps) * 1e3:.0f} ms   target 16 p99", flush=True)
        terminal.quiet(1.0)
    for key in (b"%", b"e"):
        terminal.key(key)
        terminal.quiet(2.0)
    terminal.key(b"y")
    begun = done(home)
    time.sleep(1.0)
    asked = terminal.key(b"\x03")
    terminal.quiet(0.5)
    stopped = done(home)
    terminal.key(b"z")
    terminal.quiet(1.0, 60.0)
    print(f"{'stopped with Ctrl-c after a second':42} {stopped - begun} rows done by then, {done(home) - begun} after one z", flush=True)
    terminal.end()


bulk.seen = -1


def done(home):
    """How many conversations are done, by the counters."""
    store = sqlite3.connect(f"file:{os.path.join(home, 'vigie.db')}?mode=ro", uri=True)
    found = store.execute("SELECT coalesce(sum(n), 0) FROM counters WHERE state = 'done'").fetchone()[0]
    store.close()
    return found


def memory(vigie, home, server):
    polled(home, 0)
    terminal = Terminal(vigie, home, 120, 40)
    terminal.quiet()
    begun = terminal.status("VmRSS")
    for _ in range(50):
        terminal.key(b"\x04")
        terminal.quiet(0.05)
    scrolled = terminal.status("VmRSS")
    terminal.end()
    polled(home, 20)
    server["count"].value, server["pause"].value = 50, 0.0
    before = count(home, "interactions")
    terminal = Terminal(vigie, home, 120, 40)
    for _ in range(50):
        terminal.key(b"\x04")
        terminal.quiet(0.05)
    terminal.quiet(3.0, 30.0)
    after, most = terminal.status("VmRSS"), terminal.status("VmHWM")
    terminal.end()
    stored = count(home, "interactions") - before
    print(f"{'VmRSS':42} {begun / 1024:.1f} MB after the start, {scrolled / 1024:.1f} after 50 screens, {after / 1024:.1f} with a poll of "
          f"20 accounts ({stored} items), {most / 1024:.1f} at most   target 40", flush=True)


def idle(vigie, home, seconds):
    polled(home, 0)
    terminal = Terminal(vigie, home, 120, 40)
    terminal.quiet(2.0)
    frames, written, cpu = terminal.frames, terminal.bytes, terminal.cpu()
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        terminal.frame(until - time.perf_counter())
    print(f"{str(seconds) + ' s with nothing due':42} {terminal.frames - frames} frames, {terminal.bytes - written} bytes, "
          f"{terminal.cpu() - cpu:.2f} s of CPU   target 0 frames, 0.1 s", flush=True)
    terminal.end()


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--vigie", default="target/release/vigie")
    args.add_argument("--home", required=True, help="a home that `fill` has made")
    args.add_argument("--beside", help="a smaller one")
    args.add_argument("--only", default="start,list,digest,search,calendar,keys,verbs,bulk,memory,idle")
    args.add_argument("--times", type=int, default=20)
    args.add_argument("--bulk", type=int, default=50_000, help="the least number of rows of the second list")
    args.add_argument("--seconds", type=int, default=60)
    args = args.parse_args()
    vigie, wanted = os.path.abspath(args.vigie), args.only.split(",")
    folder = tempfile.mkdtemp(prefix="vigie-measure-")
    server = {"count": multiprocessing.Value("i", 0), "pause": multiprocessing.Value("d", 0.0)}
    process = multiprocessing.Process(target=serve, args=(server["count"], server["pause"]), daemon=True)
    process.start()
    try:
        homes = []
        for home in filter(None, [args.home, args.beside]):
            homes.append(shutil.copytree(home, os.path.join(folder, str(len(homes)))))
            polled(homes[-1], 0)
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {count(homes[0], 'interactions')} interactions")
        if "start" in wanted:
            tell("first frame with rows, second start", in_turns(lambda home: start(vigie, home), homes, args.times), "50")
        if "list" in wanted:
            tell("vigie list --limit 50", in_turns(lambda home: whole(vigie, home, ["list", "--limit", "50"]), homes, args.times), "30")
            tell("vigie --version, to compare", in_turns(lambda home: whole(vigie, home, ["--version"]), homes, args.times), "-")
        if "search" in wanted:
            for words in ["tarte", "fig tart", "C10123", "lucile", "zzzz"]:
                found = in_turns(lambda home: whole(vigie, home, ["search", words, "--limit", "50"]), homes, args.times)
                tell(f"vigie search {words}", found, "30")
        if "digest" in wanted:
            found = in_turns(lambda home: whole(vigie, home, ["digest", "--since", "2026-01-01"]), homes, args.times)
            tell("vigie digest --since 2026-01-01", found, "-")
        if "calendar" in wanted and count(homes[0], "slots"):
            calendar(vigie, homes[0], args.times)
        if "verbs" in wanted:
            verbs(vigie, homes[0], args.times)
        if "bulk" in wanted:
            bulk(vigie, homes[0], args.bulk)
        if "keys" in wanted:
            keys(vigie, homes[0], server)
        if "memory" in wanted:
            memory(vigie, homes[0], server)
        if "idle" in wanted:
            idle(vigie, homes[0], args.seconds)
        print(f"load {os.getloadavg()[0]:.1f}")
    finally:
        process.terminate()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
