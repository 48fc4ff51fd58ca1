//! What a text must look like.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::ty::Format;

use super::{date, number, uri};

/// Whether a text is of a format.
pub fn is_format(format: Format, text: &str) -> bool {
    match format {
        Format::Char => {
            let mut chars = text.chars();
            chars.next().is_some() && chars.next().is_none()
        }
        Format::DateTime => date::is_date_time(text),
        Format::LocalDateTime => date::is_local_date_time(text),
        Format::Date => date::is_date(text),
        Format::Time => date::is_time(text),
        Format::Uuid => is_uuid(text),
        Format::Url => uri::is_url(text, &[]),
        Format::Ip => text.parse::<IpAddr>().is_ok(),
        Format::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
        Format::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
        Format::Integer(width) => number::is_integer_text(text, width),
    }
}

/// 8, 4, 4, 4 and 12 hexadecimal digits with hyphens between them, of any version.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
