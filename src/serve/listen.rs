//! Connections: how many, how slow, until when.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioTimer;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;

use super::answer::Preview;
use super::guard::Ends;
use super::http::router;
use super::line::Line;
use super::patient::Patient;
use super::stop::Signals;

/// The most connections at once; others wait to be accepted.
const CONNECTIONS: u32 = 256;

/// The most of them from other machines, so that this one is always answered; others are closed at once.
const OF_THE_NETWORK: usize = 128;

/// The most of them from one other address: some tabs of some browsers.
const OF_ONE: usize = 32;

/// The longest that the head of a request may take, and that a connection may idle.
const HEAD: Duration = Duration::from_secs(10);

/// The longest head of a request, in bytes.
const HEAD_SIZE: usize = 16 * 1024;

/// The most headers of a request.
const HEADERS: usize = 64;

/// The longest that a browser may take nothing of what is sent to it. Players pause for longer, and ask again for what
/// they lack.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often open streams are shown to be alive.
const BEAT: Duration = Duration::from_secs(15);

/// How long open connections may take to end.
const FAREWELL: Duration = Duration::from_secs(1);

/// Answers until a signal comes; then ends streams, lets answers finish, and returns.
pub(super) async fn until_stopped(listeners: Vec<TcpListener>, preview: Arc<Preview>, signals: Signals) {
    let (ending, ended) = watch::channel(());
    let places = Places::default();
    let mut working = JoinSet::new();
    working.spawn(beat(Arc::clone(&preview)));
    for listener in listeners {
        working.spawn(accept(listener, router(Arc::clone(&preview)), places.clone(), ended.clone()));
    }
    signals.wait().await;
    // Closes the port before the connections.
    working.shutdown().await;
    preview.tabs.close();
    drop(ending);
    // What does not end in time ends with the runtime.
    let _ = tokio::time::timeout(FAREWELL, places.all.acquire_many(CONNECTIONS)).await;
}

async fn beat(preview: Arc<Preview>) {
    let mut beats = tokio::time::interval(BEAT);
    loop {
        beats.tick().await;
        preview.tabs.beat();
    }
}

async fn accept(listener: TcpListener, router: Router, places: Places, ended: watch::Receiver<()>) {
    loop {
        let (stream, ends) = match listener.accept().await {
            Ok((stream, peer)) => match stream.local_addr() {
                Ok(local) => (stream, Ends { peer, local }),
                // It was gone at once.
                Err(_) => continue,
            },
            // Too many open files, or a connection that was gone at once.
            Err(_) => {
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        if let Some(place) = places.take(ends).await {
            tokio::spawn(answer(stream, ends, router.clone(), ended.clone(), place));
        }
    }
}

async fn answer(stream: TcpStream, ends: Ends, router: Router, mut ended: watch::Receiver<()>, place: Place) {
    // Without it, news may wait for the next packet.
    let _ = stream.set_nodelay(true);
    let line = Line::new(stream);
    let router = TowerToHyperService::new(router);
    let service = service_fn(|mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(ends);
        request.extensions_mut().insert(line.clone());
        router.call(request)
    });
    // HTTP/1 alone: `axum::serve` would have neither limits nor time-outs.
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_header_size(HEAD_SIZE).max_headers(HEADERS);
    // Whoever has said all that they wanted to may close their side, and is still answered.
    http.half_close(true);
    let mut connection = pin!(http.serve_connection(Patient::new(line.clone(), PATIENCE), service));
    tokio::select! {
        // How a connection breaks concerns only the one who broke it.
        _ = connection.as_mut() => {}
        _ = ended.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
    drop(place);
}

/// The places for connections.
#[derive(Debug, Clone)]
struct Places {
    all: Arc<Semaphore>,
    /// How many each address of other machines has.
    network: Arc<Mutex<BTreeMap<IpAddr, usize>>>,
}

/// A place; it is free again when dropped.
#[derive(Debug)]
struct Place {
    _of_all: OwnedSemaphorePermit,
    _of_the_network: Option<NetworkPlace>,
}

#[derive(Debug)]
struct NetworkPlace {
    ip: IpAddr,
    of: Places,
}

impl Default for Places {
    fn default() -> Self {
        Self { all: Arc::new(Semaphore::new(CONNECTIONS as usize)), network: Arc::default() }
    }
}

impl Places {
    /// A place for a connection, as soon as there is one; none for another machine that has, or all that have, enough.
    async fn take(&self, ends: Ends) -> Option<Place> {
        let of_the_network =
            if ends.are_here() { None } else { Some(self.take_of_the_network(ends.peer.ip())?) };
        let of_all = Arc::clone(&self.all).acquire_owned().await.ok()?;
        Some(Place { _of_all: of_all, _of_the_network: of_the_network })
    }

    fn take_of_the_network(&self, ip: IpAddr) -> Option<NetworkPlace> {
        let mut network = self.network();
        let (taken, own) = (network.values().sum::<usize>(), network.get(&ip).copied().unwrap_or_default());
        if taken >= OF_THE_NETWORK || own >= OF_ONE {
            return None;
        }
        network.insert(ip, own + 1);
        drop(network);
        Some(NetworkPlace { ip, of: self.clone() })
    }

    fn network(&self) -> MutexGuard<'_, BTreeMap<IpAddr, usize>> {
        self.network.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for NetworkPlace {
    fn drop(&mut self) {
        let mut network = self.of.network();
        if let Some(own) = network.get_mut(&self.ip) {
            *own -= 1;
            if *own == 0 {
                network.remove(&self.ip);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_machines_get_some_places_and_give_them_back() {
        let places = Places::default();
        let ip = |last: u8| IpAddr::from([192, 0, 2, last]);
        let mut held: Vec<_> = (0..OF_ONE).map(|_| places.take_of_the_network(ip(1))).collect();
        assert!(held.iter().all(Option::is_some));
        assert!(places.take_of_the_network(ip(1)).is_none(), "one has too many");
        for last in 2..=4 {
            held.extend((0..OF_ONE).map(|_| places.take_of_the_network(ip(last))));
        }
        assert!(held.iter().all(Option::is_some));
        assert!(places.take_of_the_network(ip(5)).is_none(), "all have too many");
        held.clear();
        assert!(places.network().is_empty() && places.take_of_the_network(ip(1)).is_some());
    }
}
