//! Connections: how many, how slow, until when.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use super::answer::Preview;
use super::http::router;
use super::stop::Signals;

/// The most connections at once; others wait to be accepted.
const CONNECTIONS: u32 = 256;

/// The longest that the head of a request may take, and that a connection may idle.
const HEAD: Duration = Duration::from_secs(10);

/// The longest head of a request, in bytes.
const HEAD_SIZE: usize = 16 * 1024;

/// The most headers of a request.
const HEADERS: usize = 64;

/// How often open streams are shown to be alive.
const BEAT: Duration = Duration::from_secs(15);

/// How long open connections may take to end.
const FAREWELL: Duration = Duration::from_secs(2);

/// Answers until a signal comes; then ends streams, lets answers finish, and returns.
pub(super) async fn until_stopped(listener: TcpListener, preview: Arc<Preview>, signals: Signals) {
    let (ending, ended) = watch::channel(());
    let places = Arc::new(Semaphore::new(CONNECTIONS as usize));
    let beating = tokio::spawn(beat(Arc::clone(&preview)));
    tokio::select! {
        () = accept(listener, Arc::clone(&preview), Arc::clone(&places), ended) => {}
        () = signals.wait() => {}
    }
    beating.abort();
    preview.tabs.close();
    drop(ending);
    // What does not end in time ends with the runtime.
    let _ = tokio::time::timeout(FAREWELL, places.acquire_many(CONNECTIONS)).await;
}

async fn beat(preview: Arc<Preview>) {
    let mut beats = tokio::time::interval(BEAT);
    loop {
        beats.tick().await;
        preview.tabs.beat();
    }
}

async fn accept(
    listener: TcpListener,
    preview: Arc<Preview>,
    places: Arc<Semaphore>,
    ended: watch::Receiver<()>,
) {
    let service = TowerToHyperService::new(router(preview));
    // HTTP/1 alone: `axum::serve` would have neither limits nor time-outs.
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_header_size(HEAD_SIZE).max_headers(HEADERS);
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            // Too many open files, or a connection that was gone at once.
            Err(_) => {
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        // Without it, news may wait for the next packet.
        let _ = stream.set_nodelay(true);
        let connection = http.serve_connection(TokioIo::new(stream), service.clone());
        let mut ended = ended.clone();
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            tokio::select! {
                // How a connection breaks concerns only the one who broke it.
                _ = connection.as_mut() => {}
                _ = ended.changed() => {
                    connection.as_mut().graceful_shutdown();
                    let _ = connection.await;
                }
            }
            drop(place);
        });
    }
}
