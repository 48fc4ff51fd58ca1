//! Lists and maps that must be in order, and have nothing twice. A mistake is told where it is met.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::endpoint::{Endpoint, Method};

pub(super) fn map<'de, D, V>(from: D) -> Result<BTreeMap<String, V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    from.deserialize_map(Sorted(PhantomData))
}

pub(super) fn list<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    from.deserialize_seq(Increasing { key: Clone::clone, show: Clone::clone, items: PhantomData })
}

pub(super) fn endpoints<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Endpoint>, D::Error> {
    let key = |endpoint: &Endpoint| (endpoint.pattern.clone(), endpoint.method);
    let show = |(pattern, method): &(String, Method)| format!("{} {pattern}", method.as_str());
    from.deserialize_seq(Increasing { key, show, items: PhantomData })
}

struct Sorted<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for Sorted<V> {
    type Value = BTreeMap<String, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(key) = access.next_key::<String>()? {
            follows(map.last_key_value().map(|(last, _)| last), &key, &key)?;
            map.insert(key, access.next_value()?);
        }
        Ok(map)
    }
}

/// A list whose elements have increasing keys.
struct Increasing<T, K> {
    key: fn(&T) -> K,
    show: fn(&K) -> String,
    items: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>, K: Ord> Visitor<'de> for Increasing<T, K> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut list: Vec<T> = Vec::new();
        while let Some(item) = access.next_element::<T>()? {
            let key = (self.key)(&item);
            follows(list.last().map(self.key).as_ref(), &key, &(self.show)(&key))?;
            list.push(item);
        }
        Ok(list)
    }
}

fn follows<K: Ord, E: Error>(last: Option<&K>, key: &K, shown: &str) -> Result<(), E> {
    match last.map(|last| key.cmp(last)) {
        None | Some(std::cmp::Ordering::Greater) => Ok(()),
        Some(std::cmp::Ordering::Equal) => Err(E::custom(format_args!("`{shown}` stands here twice"))),
        Some(std::cmp::Ordering::Less) => {
            Err(E::custom(format_args!("`{shown}` is not in its place: the contract is sorted")))
        }
    }
}
