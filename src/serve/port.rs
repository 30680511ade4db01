//! A place to listen, on the loopback only.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};

use super::{Port, ServeError};

/// How many ports are tried before giving up.
const TRIES: u16 = 100;

/// Takes a port; also gives the one that was asked for, where it had to be another.
pub(super) fn bind(port: Port) -> Result<(TcpListener, Option<u16>), ServeError> {
    match port {
        Port::Exactly(port) => match listen(port) {
            Ok(listener) => Ok((listener, None)),
            Err(source) => Err(ServeError::Port { port, source }),
        },
        Port::From(from) => {
            let to = from.saturating_add(TRIES - 1);
            for port in from..=to {
                match listen(port) {
                    Ok(listener) => return Ok((listener, (port != from).then_some(from))),
                    // Windows denies ports that it has set aside for others.
                    Err(error)
                        if matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) => {}
                    Err(source) => return Err(ServeError::Port { port, source }),
                }
            }
            Err(ServeError::NoPort { from, to })
        }
    }
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(listener: &TcpListener) -> u16 {
        listener.local_addr().expect("bound").port()
    }

    #[test]
    fn a_port_in_use_takes_the_next_one_unless_it_was_given() {
        let (first, _) = bind(Port::Exactly(0)).expect("a free port");
        let used = number(&first);
        assert!(matches!(bind(Port::Exactly(used)), Err(ServeError::Port { port, .. }) if port == used));
        let (second, instead_of) = bind(Port::From(used)).expect("one of a hundred");
        assert!(number(&second) > used, "{} does not come after {used}", number(&second));
        assert_eq!(instead_of, Some(used));
    }
}
