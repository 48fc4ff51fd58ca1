//! Absolute URLs: the part of the URL Standard (<https://url.spec.whatwg.org>) that needs neither tables nor repair.
//!
//! What is taken here parses as a URL there. The standard also takes, and changes: spaces and control characters (removed
//! or encoded), backslashes (made slashes), schemes without `//` (added), hosts beyond ASCII (made Punycode), in Punycode
//! (which takes tables to check) or percent-encoded (decoded), IPv4 addresses in hexadecimal, octal or with missing parts
//! (completed).

use std::net::{Ipv4Addr, Ipv6Addr};

/// Schemes whose URLs have a host.
const WITH_HOST: [&str; 5] = ["http", "https", "ws", "wss", "ftp"];

/// Whether a text is an absolute URL with one of these schemes (lower case); empty: with any.
pub(super) fn is_url(text: &str, schemes: &[String]) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let scheme = scheme.to_ascii_lowercase();
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '\\';
    is_scheme(&scheme)
        && (schemes.is_empty() || schemes.contains(&scheme))
        && rest.chars().all(plain)
        && match rest.strip_prefix("//") {
            Some(rest) => {
                let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
                is_authority(&rest[..end], WITH_HOST.contains(&scheme.as_str()), scheme == "file")
            }
            None => !WITH_HOST.contains(&scheme.as_str()),
        }
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// `user:password@host:port`. A file has neither user nor port.
fn is_authority(text: &str, with_host: bool, file: bool) -> bool {
    let (user, place) = match text.rsplit_once('@') {
        Some((user, place)) => (Some(user), place),
        None => (None, text),
    };
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let Some((address, after)) = rest.split_once(']') else { return false };
            let port = after.strip_prefix(':');
            if address.parse::<Ipv6Addr>().is_err() || port.is_none() && !after.is_empty() {
                return false;
            }
            (None, port)
        }
        None => match place.split_once(':') {
            Some((host, port)) => (Some(host), Some(port)),
            None => (Some(place), None),
        },
    };
    let empty = host == Some("");
    let host_is_right = match host {
        None => true,
        // The empty host stands alone.
        Some("") => !with_host && user.is_none() && port.is_none(),
        Some(host) => is_host(host),
    };
    let port_is_right = port.is_none_or(|port| {
        port.is_empty() || port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
    });
    let user_is_right = user.is_none_or(|user| !user.contains(['[', ']']) && !empty);
    host_is_right && port_is_right && user_is_right && !(file && (user.is_some() || port.is_some()))
}

/// Labels of ASCII letters, digits, hyphens and underscores; an IPv4 address if the last one is a number. One dot may end it.
fn is_host(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    let last = name.rsplit('.').next().unwrap_or(name);
    let hexadecimal = last.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("0x"));
    if last.bytes().all(|byte| byte.is_ascii_digit()) || hexadecimal {
        return name.parse::<Ipv4Addr>().is_ok();
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let is_punycode = |label: &str| label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"));
    name.split('.').all(|label| !label.is_empty() && label.bytes().all(is_plain) && !is_punycode(label))
}
