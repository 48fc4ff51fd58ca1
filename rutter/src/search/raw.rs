//! A query string as names and texts.

use std::borrow::Cow;

use crate::encoded::{Plus, cut, decode, parts};

/// The most bytes of a query string: what the `http` crate takes of a whole URI, so that no request has more.
pub(super) const MAX_LENGTH: usize = 65_534;

/// A query string as names and texts, decoded, in order: what the URL holds before any type is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawSearch<'q> {
    params: Vec<RawParam<'q>>,
    pub(super) too_long: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawParam<'q> {
    pub(super) name: Cow<'q, str>,
    pub(super) value: Cow<'q, str>,
    /// The value was no UTF-8, and now has U+FFFD where it was not.
    pub(super) lossy: bool,
}

impl<'q> RawSearch<'q> {
    /// Splits and decodes a query string as `URLSearchParams` does. It may start with a question mark. One of more than 65,534
    /// bytes, which no request has, is not read, and every struct refuses it.
    pub fn parse(query: &'q str) -> Self {
        let query = query.strip_prefix('?').unwrap_or(query);
        if query.len() > MAX_LENGTH {
            return Self { params: Vec::new(), too_long: true };
        }
        let mut params = Vec::with_capacity(1 + query.bytes().filter(|byte| *byte == b'&').count());
        // A `%` without two digits behind it is a percent sign.
        params.extend(parts(query, b'&').map(|pair| {
            let (name, value) = cut(pair, b'=');
            let (name, value) = (decode(name, Plus::Space), decode(value.unwrap_or_default(), Plus::Space));
            RawParam { name: name.text, value: value.text, lossy: value.is_lossy }
        }));
        Self { params, too_long: false }
    }

    /// The first text of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// All texts of a name, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.params(name).map(|param| &*param.value)
    }

    /// All names and texts, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.params.iter().map(|param| (&*param.name, &*param.value))
    }

    /// Adds a text at the end.
    pub fn push(&mut self, name: impl Into<Cow<'q, str>>, value: impl Into<Cow<'q, str>>) {
        self.params.push(RawParam { name: name.into(), value: value.into(), lossy: false });
    }

    /// The query string, without a question mark, encoded as `URLSearchParams` does it.
    pub fn to_query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.iter()).finish()
    }

    /// The same, without a query string that must be kept.
    pub fn into_owned(self) -> RawSearch<'static> {
        let owned = |param: RawParam<'q>| RawParam {
            name: Cow::Owned(param.name.into_owned()),
            value: Cow::Owned(param.value.into_owned()),
            lossy: param.lossy,
        };
        RawSearch { params: self.params.into_iter().map(owned).collect(), too_long: self.too_long }
    }

    pub(super) fn params<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a RawParam<'q>> {
        self.params.iter().filter(move |param| param.name == name)
    }
}

impl<'q, N: Into<Cow<'q, str>>, V: Into<Cow<'q, str>>> FromIterator<(N, V)> for RawSearch<'q> {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(params: I) -> Self {
        let mut raw = Self::default();
        for (name, value) in params {
            raw.push(name, value);
        }
        raw
    }
}
