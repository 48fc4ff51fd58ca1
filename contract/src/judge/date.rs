//! Dates and times: RFC 3339 as `chrono` writes and reads it, of days that exist, without leap seconds.

/// `2026-11-22`: years 0000 to 9999.
pub(super) fn is_date(text: &str) -> bool {
    let Some((year, month, day)) = date_parts(text) else { return false };
    (1..=12).contains(&month) && (1..=days(year, month)).contains(&day)
}

/// `21:00:00`, with at most nine digits of a second after a point; or `21:00`, as `<input type="time">` sends it.
pub(super) fn is_time(text: &str) -> bool {
    let minutes = text.len() == 5 && text.as_bytes()[2] == b':';
    is_full_time(text) || minutes && matches!((two(text, 0), two(text, 3)), (Some(0..24), Some(0..60)))
}

fn is_full_time(text: &str) -> bool {
    let (clock, fraction) = match text.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let fraction_is_right = fraction.is_none_or(|digits| {
        (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    fraction_is_right && is_clock(clock)
}

/// A date, `T` and a time.
pub(super) fn is_local_date_time(text: &str) -> bool {
    text.split_once('T').is_some_and(|(date, time)| is_date(date) && is_full_time(time))
}

/// A date, `T`, a time and its offset: `Z`, or `+01:00` of less than a day.
pub(super) fn is_date_time(text: &str) -> bool {
    if let Some(local) = text.strip_suffix('Z') {
        return is_local_date_time(local);
    }
    let Some(at) = text.len().checked_sub(6).filter(|at| text.is_char_boundary(*at)) else { return false };
    let (local, offset) = text.split_at(at);
    let Some(offset) = offset.strip_prefix(['+', '-']) else { return false };
    let hours_and_minutes = two(offset, 0).zip(two(offset, 3)).filter(|_| offset.as_bytes()[2] == b':');
    is_local_date_time(local) && hours_and_minutes.is_some_and(|(hours, minutes)| hours < 24 && minutes < 60)
}

fn date_parts(text: &str) -> Option<(u32, u32, u32)> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    Some((two(text, 0)? * 100 + two(text, 2)?, two(text, 5)?, two(text, 8)?))
}

fn is_clock(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 8 || bytes[2] != b':' || bytes[5] != b':' {
        return false;
    }
    let parts = (two(text, 0), two(text, 3), two(text, 6));
    matches!(parts, (Some(0..24), Some(0..60), Some(0..60)))
}

/// The number of two digits.
fn two(text: &str, at: usize) -> Option<u32> {
    let digits = text.as_bytes().get(at..at + 2)?;
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    Some(digit(digits[0])? * 10 + digit(digits[1])?)
}

/// Of a month of the Gregorian calendar.
fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 31,
    }
}
