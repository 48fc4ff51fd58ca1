//! Several values in one, divided by commas. A comma inside a value is written `%2C`, and so its percent signs are written `%25`.

use std::borrow::Cow;

/// Joins values.
pub(super) fn join(values: &[Cow<'_, str>]) -> String {
    let escaped: Vec<String> =
        values.iter().map(|value| value.replace('%', "%25").replace(',', "%2C")).collect();
    escaped.join(",")
}

/// Splits values. A percent sign that starts neither `%25` nor `%2C` stands for itself, as someone who types a URL means it.
pub(super) fn split(text: &str) -> Vec<Cow<'_, str>> {
    let plain = |value: &str| value.replace("%2C", ",").replace("%2c", ",").replace("%25", "%");
    let values = text.split(',');
    values.map(|value| if value.contains('%') { plain(value).into() } else { value.into() }).collect()
}

#[cfg(test)]
mod tests {
    use super::{join, split};

    #[test]
    fn splitting_undoes_joining() {
        let values = ["", "a,b", "%2C", "%252C", "100%", ",", "%"].map(Into::into);
        assert_eq!(split(&join(&values)), values);
        assert_eq!(split("100%,%2c%zz"), ["100%", ",%zz"]);
    }
}
