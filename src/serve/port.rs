//! A place to listen: on the loopback, or on every network where that is asked for.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use socket2::{Domain, Protocol, Socket, Type};

use super::{Port, Reach, ServeError};

/// How many ports are tried before giving up.
const TRIES: u16 = 100;

/// How many connections wait to be accepted.
const BACKLOG: i32 = 128;

/// A port that is ours.
#[derive(Debug)]
pub(super) struct Bound {
    /// One for each kind of address that this machine has.
    pub(super) listeners: Vec<TcpListener>,
    pub(super) port: u16,
    /// The port that was asked for, where it had to be another.
    pub(super) instead_of: Option<u16>,
}

/// Takes a port.
pub(super) fn bind(port: Port, reach: Reach) -> Result<Bound, ServeError> {
    match port {
        Port::Exactly(0) => chosen_by_the_system(reach).map_err(ServeError::Start),
        Port::Exactly(port) => match listen(port, reach) {
            Ok(listeners) => Ok(Bound { listeners, port, instead_of: None }),
            Err(source) => Err(ServeError::Port { port, source }),
        },
        Port::From(from) => {
            let to = from.saturating_add(TRIES - 1);
            for port in from..=to {
                match listen(port, reach) {
                    Ok(listeners) => {
                        return Ok(Bound { listeners, port, instead_of: (port != from).then_some(from) });
                    }
                    Err(error) if is_taken(&error) => {}
                    Err(source) => return Err(ServeError::Port { port, source }),
                }
            }
            Err(ServeError::NoPort { from, to })
        }
    }
}

/// Windows denies ports that it has set aside for others.
fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied)
}

fn chosen_by_the_system(reach: Reach) -> io::Result<Bound> {
    let mut tries = 0..TRIES;
    loop {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        match listen(port, reach) {
            Ok(listeners) => return Ok(Bound { listeners, port, instead_of: None }),
            // Somebody else was quicker, or has it for the other kind of address.
            Err(error) if is_taken(&error) && tries.next().is_some() => {}
            Err(error) => return Err(error),
        }
    }
}

/// Listens to both kinds of addresses: a browser asks `localhost` by the one or the other, and must not find another
/// program there.
fn listen(port: u16, reach: Reach) -> io::Result<Vec<TcpListener>> {
    let here = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    match reach {
        Reach::Machine => open_both(here, port),
        Reach::Network => {
            // Some systems let a program listen everywhere while another has the loopback, and then asks that one.
            drop(open_both(here, port)?);
            open_both([IpAddr::V4(Ipv4Addr::UNSPECIFIED), IpAddr::V6(Ipv6Addr::UNSPECIFIED)], port)
        }
    }
}

fn open_both([four, six]: [IpAddr; 2], port: u16) -> io::Result<Vec<TcpListener>> {
    let mut listeners = vec![open(SocketAddr::new(four, port))?];
    match open(SocketAddr::new(six, port)) {
        Ok(listener) => listeners.push(listener),
        Err(error) if is_taken(&error) => return Err(error),
        // This machine has no addresses of that kind.
        Err(_) => {}
    }
    Ok(listeners)
}

fn open(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    if address.is_ipv6() {
        socket.set_only_v6(true)?;
    }
    // Elsewhere it would share the port with whoever has it.
    if cfg!(unix) {
        socket.set_reuse_address(true)?;
    }
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    socket.set_nonblocking(true)?;
    Ok(socket.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_takes_the_next_one_unless_it_was_given() {
        for reach in [Reach::Machine, Reach::Network] {
            let first = bind(Port::Exactly(0), reach).expect("a free port");
            let used = first.port;
            let again = bind(Port::Exactly(used), Reach::Machine);
            assert!(matches!(again, Err(ServeError::Port { port, .. }) if port == used));
            let second = bind(Port::From(used), reach).expect("one of a hundred");
            assert!(second.port > used, "{} does not come after {used}", second.port);
            assert_eq!(second.instead_of, Some(used));
        }
    }

    #[test]
    fn a_port_is_free_only_where_both_kinds_of_addresses_have_it() {
        let Ok(six) = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)) else {
            println!("skipped: this machine has no IPv6");
            return;
        };
        let used = six.local_addr().expect("bound").port();
        for reach in [Reach::Machine, Reach::Network] {
            let bound = bind(Port::From(used), reach).expect("one of a hundred");
            assert_eq!((bound.instead_of, bound.listeners.len()), (Some(used), 2));
        }
    }
}
