age-now = <1m

## The command line

cli-no-home = No home folder is known. Set HOME, or name a folder with --home DIR.
cli-no-terminal = The screen needs a terminal. For scripts there are list, show, reply, done and sync: see vigie --help.
cli-io = { $why }
cli-taken = “{ $name }” is there already.
cli-filter = The filter stops at “{ $wrong }”: { $why }
cli-client-no-name = A client needs a name: vigie client add NAME
cli-client-unknown = No client is called “{ $name }”. See vigie client list, or add it: vigie client add NAME
cli-client-has-accounts = “{ $name }” still has accounts. Remove them first: vigie account list
cli-no-clients = There is no client yet. Add one: vigie client add NAME
cli-no-accounts = There is no account yet. Add one: vigie account add mastodon URL --client NAME
cli-account-unknown = No account is called “{ $name }”. See vigie account list
cli-account-several = Several accounts are called “{ $name }”. Use the id from vigie account list
cli-account-ok = the login works
cli-no-token = No token came on standard input.
cli-to-answer = { $count ->
    [0] nothing to answer
   *[other] { $count } to answer
 }
cli-sync-new = { $count } new
cli-conversation-unknown = There is no conversation { $id }. See vigie list
cli-reply-no-question = Nobody can be answered there: it is a reaction, or its message is gone.
cli-reply-blank = There is nothing to send.
cli-reply-too-long = { $handle } on { $network } cannot send that: the text is { $count } characters, the limit is { $limit }.
cli-reply-waits = { $handle } on { $network } could not send yet: { $why } The reply waits in the outbox.
cli-done = { $count ->
    [one] { $count } conversation is done.
   *[other] { $count } conversations are done.
 }
cli-undo-nothing = There is nothing to take back.
cli-demo-at = “{ $at }” is no time of day. Write it like 08:02.
cli-demo-kept = { $dir } already holds a store. Choose another folder, or open it: vigie --home { $dir }

## Logging in, on the plain terminal

login-add-title = Add an account on Mastodon or its kin. An empty line goes back.
login-renew-title = Log { $handle } in again. An empty line goes back.
login-server = Server (for example mastodon.social):
login-clients = Clients: { $names }
login-client = For which client? A new name adds one:
login-open-page = Open this page, agree, and copy the code it shows:
login-code = The code:
login-added = { $handle } belongs to { $client } now. Its past is being read.
login-renewed = { $handle } is logged in again; what waited for it leaves.
login-other = the login is that of { $handle }, another account.
login-failed = { $server }: { $why }
login-back = Enter goes back to the screen.
vault-too-open = others can read { $path }. Make it yours alone: chmod 600 { $path }
vault-damaged = { $path } cannot be read as a list of logins. Move it away and log in again.
vault-failed = the login could not be kept in { $path }: { $why }
