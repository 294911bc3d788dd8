//! Connections that can be cut: what a client sees when a server dies on it.
//!
//! HTTP libraries answer politely whatever happens, so the breaking is done below them,
//! in the socket. Nothing here knows a request from another.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

/// The hand on one connection.
#[derive(Debug, Clone)]
pub struct Line {
    cut: CancellationToken,
    half: Arc<AtomicBool>,
}

impl Line {
    /// Breaks the connection now; nothing more gets through.
    pub fn hang_up(&self) {
        self.cut.cancel();
    }

    /// Lets half of the next answer through and then breaks the connection.
    pub fn hang_up_halfway(&self) {
        self.half.store(true, Ordering::SeqCst);
    }
}

/// A listener whose connections all break when `open` is cancelled.
pub struct Door {
    /// Where clients come in.
    pub listener: TcpListener,
    /// Cancelled when the server stops.
    pub open: CancellationToken,
}

impl Listener for Door {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        loop {
            match self.listener.accept().await {
                Ok((stream, from)) => {
                    stream.set_nodelay(true).ok();
                    return (Wire::new(stream, &self.open), from);
                }
                // Out of descriptors, or a client that left: neither ends the server.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, Door>> for Line {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Line {
        stream.io().line.clone()
    }
}

/// A socket under a [`Line`].
pub struct Wire {
    stream: TcpStream,
    line: Line,
    cut: Pin<Box<WaitForCancellationFutureOwned>>,
}

impl Wire {
    fn new(stream: TcpStream, open: &CancellationToken) -> Wire {
        let cut = open.child_token();
        let line = Line { cut: cut.clone(), half: Arc::default() };
        Wire { stream, line, cut: Box::pin(cut.cancelled_owned()) }
    }
}

fn broken() -> io::Error {
    io::Error::from(io::ErrorKind::ConnectionReset)
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.cut.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Err(broken()));
        }
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, data: &[u8]) -> Poll<io::Result<usize>> {
        if self.line.cut.is_cancelled() {
            return Poll::Ready(Err(broken()));
        }
        if !self.line.half.load(Ordering::SeqCst) {
            return Pin::new(&mut self.stream).poll_write(cx, data);
        }
        // The head goes out whole, so that the client waits for a body that never ends.
        let head = data.windows(4).position(|end| end == b"\r\n\r\n").map_or(0, |at| at + 4);
        let part = &data[..head + (data.len() - head) / 2];
        let written = Pin::new(&mut self.stream).poll_write(cx, part);
        if data.len() > head && written.is_ready() {
            self.line.hang_up();
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
