//! Dates and times, in the form that the contract has for them (RFC 3339). `chrono` reads and writes more than that: what is not in
//! this form has no text.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Utc};
use rutter_contract::judge::is_format;
use rutter_contract::{Format, Type};

use super::TextValue;

macro_rules! dates {
    ($($ty:ty: $format:ident, $write:expr;)+) => {$(
        impl TextValue for $ty {
            fn from_text(text: &str) -> Option<Self> {
                is_format(Format::$format, text).then(|| text.parse().ok()).flatten()
            }

            fn to_text(&self) -> Option<Cow<'_, str>> {
                let write: fn(&Self) -> String = $write;
                let text = write(self);
                is_format(Format::$format, &text).then_some(Cow::Owned(text))
            }

            fn shape() -> Type {
                Type::String { format: Some(Format::$format) }
            }
        }
    )+};
}

dates! {
    NaiveDate: Date, ToString::to_string;
    NaiveTime: Time, ToString::to_string;
    NaiveDateTime: LocalDateTime, |both| format!("{}T{}", both.date(), both.time());
    DateTime<Utc>: DateTime, |instant| instant.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    DateTime<FixedOffset>: DateTime, |instant| {
        // RFC 3339 has no seconds in an offset: such an instant is written in UTC.
        if instant.offset().local_minus_utc() % 60 == 0 {
            instant.to_rfc3339_opts(SecondsFormat::AutoSi, true)
        } else {
            instant.to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true)
        }
    };
}
