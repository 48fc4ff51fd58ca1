//! Numbers of payment cards, as `validator` takes them: of an issuer whose prefixes and lengths are known.

use std::ops::RangeInclusive;

/// Prefixes and lengths. The first issuer with a prefix of the number decides: the prefixes of debit cards are longer.
/// From the crate `card-validate`, 2.4.
const ISSUERS: [(&[&str], RangeInclusive<usize>); 12] = [
    (&["4026", "417500", "4405", "4508", "4844", "4913", "4917"], 16..=16),
    (&["5018", "502", "503", "56", "58", "639", "67"], 12..=19),
    (&["600"], 16..=16),
    (&["5019"], 16..=16),
    (&["4"], 13..=16),
    (&["2200", "2201", "2202", "2203", "2204"], 16..=19),
    (&["51", "52", "53", "54", "55", "22", "23", "24", "25", "26", "27"], 16..=16),
    (&["34", "37"], 15..=15),
    (&["30", "36", "38", "39"], 14..=14),
    (&["60", "64", "65", "622"], 16..=16),
    (&["62", "88"], 16..=19),
    (&["35"], 16..=16),
];

/// Whether a text is digits, with nothing between them, of a known issuer, of which the last is Luhn's check digit.
pub(super) fn is_card_number(text: &str) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let issuer = ISSUERS.iter().find(|(prefixes, _)| prefixes.iter().any(|prefix| text.starts_with(prefix)));
    digits && issuer.is_some_and(|(_, lengths)| lengths.contains(&text.len())) && is_luhn(text)
}

/// The sum of the digits, every second one doubled from the right, is a multiple of ten.
fn is_luhn(digits: &str) -> bool {
    let digits = digits.bytes().rev().map(|byte| u32::from(byte - b'0'));
    let values = digits.enumerate().map(|(at, digit)| match (at % 2, digit * 2) {
        (0, _) => digit,
        (_, double) if double > 9 => double - 9,
        (_, double) => double,
    });
    values.sum::<u32>().is_multiple_of(10)
}
