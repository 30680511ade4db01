//! The addresses of this machine on its networks.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

/// Names of interfaces that lead to machines inside this one, or through a tunnel.
const INSIDE: [&str; 17] = [
    "br-",
    "cni",
    "docker",
    "lxc",
    "podman",
    "tailscale",
    "tap",
    "tun",
    "utun",
    "vEthernet",
    "vboxnet",
    "veth",
    "virbr",
    "vmnet",
    "wg",
    "zt",
    "awdl",
];

/// An interface's address.
#[derive(Debug, Clone)]
struct Found {
    name: String,
    ip: IpAddr,
    is_tunnel: bool,
}

/// The addresses by which other machines may reach this one, the likeliest first; none without a network.
///
/// No packet is sent to learn them.
pub(super) fn addresses() -> Vec<IpAddr> {
    let found = if_addrs::get_if_addrs().unwrap_or_default();
    let found = found.into_iter().filter(if_addrs::Interface::is_oper_up).map(|own| Found {
        ip: own.ip(),
        is_tunnel: own.is_p2p(),
        name: own.name,
    });
    ordered(found.collect(), way_out())
}

/// The address from which this machine would speak to the world.
fn way_out() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // TEST-NET-3 (RFC 5737) belongs to nobody; a socket of this kind only looks up its way when it is connected.
    socket.connect((Ipv4Addr::new(203, 0, 113, 1), 9)).ok()?;
    socket.local_addr().ok().as_ref().map(SocketAddr::ip)
}

fn ordered(mut found: Vec<Found>, way_out: Option<IpAddr>) -> Vec<IpAddr> {
    found.retain(|own| is_reachable(own.ip));
    // A phone of the same network understands the short form wherever there is one.
    if found.iter().any(|own| own.ip.is_ipv4()) {
        found.retain(|own| own.ip.is_ipv4());
    }
    found.sort_by_key(|own| {
        let is_inside = own.is_tunnel || INSIDE.iter().any(|name| own.name.starts_with(name));
        (is_inside, Some(own.ip) != way_out, !is_private(own.ip))
    });
    found.into_iter().map(|own| own.ip).collect()
}

fn is_reachable(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => !ip.is_loopback() && !ip.is_link_local() && !ip.is_unspecified(),
        // Of its own link an address needs the name of an interface, which no browser takes.
        IpAddr::V6(ip) => !ip.is_loopback() && !ip.is_unicast_link_local() && !ip.is_unspecified(),
    }
}

fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_private(),
        IpAddr::V6(ip) => ip.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered_of(found: &[(&str, &str, bool)], way_out: Option<&str>) -> Vec<String> {
        let address = |text: &str| text.parse().expect("an address");
        let found = found.iter().map(|(name, ip, is_tunnel)| Found {
            name: (*name).to_owned(),
            ip: address(ip),
            is_tunnel: *is_tunnel,
        });
        ordered(found.collect(), way_out.map(address)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_likeliest_address_comes_first() {
        let found = [
            ("lo", "127.0.0.1", false),
            ("docker0", "172.17.0.1", false),
            ("wlan0", "169.254.3.4", false),
            ("wg0", "10.8.0.2", true),
            ("eth0", "203.0.113.5", false),
            ("wlan0", "192.168.1.7", false),
            ("wlan0", "fe80::1", false),
            ("wlan0", "fd00::7", false),
        ];
        let through_a_tunnel = ordered_of(&found, Some("10.8.0.2"));
        assert_eq!(through_a_tunnel, ["192.168.1.7", "203.0.113.5", "10.8.0.2", "172.17.0.1"]);
        assert_eq!(ordered_of(&found, Some("203.0.113.5"))[0], "203.0.113.5");
    }

    #[test]
    fn long_addresses_are_told_where_there_is_no_short_one() {
        let found = [("eth0", "fe80::1", false), ("eth0", "2001:db8::7", false), ("eth0", "fd00::7", false)];
        assert_eq!(ordered_of(&found, None), ["fd00::7", "2001:db8::7"]);
        assert_eq!(ordered_of(&found[..1], None), Vec::<String>::new());
    }
}
