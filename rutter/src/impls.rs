//! The types of the standard library, and of crates that apps often use. Few have a name in the contract: what holds values
//! of another type passes on to that type.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI128, NonZeroIsize, NonZeroU8, NonZeroU16,
    NonZeroU32, NonZeroU64, NonZeroU128, NonZeroUsize, Wrapping,
};
use std::ops::{Bound, Range, RangeInclusive};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};
use std::time::{Duration, SystemTime};

use rutter_contract::{Format, IntegerWidth, Key, Notes};
use schemars::JsonSchema;
use validator::{ValidationErrors, ValidationErrorsKind};

use crate::describe::{Contract, Describe, Held};

macro_rules! holds_nothing {
    ($($ty:ty),+ $(,)?) => {$(
        impl Contract for $ty {
            fn describe(_: &mut Describe) {}
        }
    )+};
}

holds_nothing!(str, String, f32, f64, (), PathBuf, SocketAddr, SocketAddrV4, SocketAddrV6);
holds_nothing!(serde_json::Value, serde_json::Number, serde_json::Map<String, serde_json::Value>);

/// Texts of a format.
macro_rules! formatted {
    ($($format:ident: $ty:ty),+ $(,)?) => {$(
        impl Contract for $ty {
            fn key() -> Key {
                Key::Formatted(Format::$format)
            }

            fn describe(_: &mut Describe) {}
        }
    )+};
}

formatted!(Char: char, Ip: IpAddr, Ipv4: Ipv4Addr, Ipv6: Ipv6Addr);
#[cfg(feature = "chrono")]
formatted!(Date: chrono::NaiveDate, LocalDateTime: chrono::NaiveDateTime, Time: chrono::NaiveTime);
#[cfg(feature = "url")]
formatted!(Url: url::Url);
#[cfg(feature = "uuid")]
formatted!(Uuid: uuid::Uuid);

impl Contract for bool {
    fn key() -> Key {
        Key::Boolean
    }

    fn describe(_: &mut Describe) {}
}

macro_rules! integers {
    ($($width:ident $wide:literal: $($ty:ty),+;)+) => {$($(
        impl Contract for $ty {
            const IS_WIDE: bool = $wide;

            fn key() -> Key {
                Key::Integer(IntegerWidth::$width)
            }

            fn describe(_: &mut Describe) {}
        }
    )+)+};
}

integers! {
    I8 false: i8, NonZeroI8;
    I16 false: i16, NonZeroI16;
    I32 false: i32, NonZeroI32;
    I64 true: i64, isize, NonZeroI64, NonZeroIsize;
    I128 true: i128, NonZeroI128;
    U8 false: u8, NonZeroU8;
    U16 false: u16, NonZeroU16;
    U32 false: u32, NonZeroU32;
    U64 true: u64, usize, NonZeroU64, NonZeroUsize;
    U128 true: u128, NonZeroU128;
}

#[cfg(feature = "chrono")]
holds_nothing!(chrono::Weekday);

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> Contract for chrono::DateTime<Z> {
    fn key() -> Key {
        Key::Formatted(Format::DateTime)
    }

    fn describe(_: &mut Describe) {}
}

impl<T: ?Sized> Contract for PhantomData<T> {
    fn describe(_: &mut Describe) {}
}

/// Structs and enums that serde writes as such, each with a name in the contract.
macro_rules! named {
    ($([$($generics:tt)*] $ty:ty => [$($held:ty),*], [$($field:literal),*];)+) => {$(
        impl<$($generics)*> Contract for $ty {
            fn notes(notes: &mut Notes) {
                const FIELDS: &[&str] = &[$($field),*];
                notes.order = FIELDS;
                notes.positional = (!FIELDS.is_empty()).then_some(FIELDS.len() as u64);
                // serde refuses other keys, which the schema does not say.
                notes.closed = true;
            }

            fn describe(to: &mut Describe) {
                to.named::<Self>(&[$(Held::proxy::<$held>()),*]);
            }
        }
    )+};
}

named! {
    [] Duration => [], ["secs", "nanos"];
    [] SystemTime => [], ["secs_since_epoch", "nanos_since_epoch"];
    [T: Contract] Range<T> => [T], ["start", "end"];
    [T: Contract, E: Contract] Result<T, E> => [T, E], [];
    [T: Contract] Bound<T> => [T], [];
}

/// On the wire, and to `schemars`, it is a [`Range`].
impl<T: Contract> Contract for RangeInclusive<T> {
    fn describe(to: &mut Describe) {
        Range::<T>::describe(to);
    }
}

/// Types that are on the wire what they hold.
macro_rules! wrappers {
    ($($(#[$attribute:meta])* [$($generics:tt)*] $ty:ty => $held:ty, $read:expr;)+) => {$(
        impl<$($generics)*> Contract for $ty {
            const HAS_RULES: bool = <$held>::HAS_RULES;
            const IS_WIDE: bool = <$held>::IS_WIDE;

            fn notes(notes: &mut Notes) {
                <$held>::notes(notes);
            }

            fn key() -> Key {
                <$held>::key()
            }

            fn keys(keys: &mut Vec<Key>) {
                <$held>::keys(keys);
            }

            fn describe(to: &mut Describe) {
                <$held>::describe(to);
            }

            fn check_rules(value: &Self) -> Result<(), ValidationErrors> {
                let read: fn(&Self) -> Option<&$held> = $read;
                read(value).map_or(Ok(()), <$held>::check_rules)
            }
        }
    )+};
}

wrappers! {
    [T: Contract] Option<T> => T, Option::as_ref;
    [T: Contract + ?Sized] Box<T> => T, |value| Some(value);
    [T: Contract + ?Sized] Rc<T> => T, |value| Some(value);
    [T: Contract + ?Sized] Arc<T> => T, |value| Some(value);
    [T: Contract + ?Sized] &T => T, |value| Some(value);
    [T: Contract + ToOwned + ?Sized] Cow<'_, T> => T, |value| Some(value);
    [T: Contract] Wrapping<T> => T, |value| Some(&value.0);
}

/// Types that hold values of another.
macro_rules! holders {
    ($([$($generics:tt)*] $ty:ty => $($held:ty),+;)+) => {$(
        impl<$($generics)*> Contract for $ty {
            const HAS_RULES: bool = $(<$held>::HAS_RULES)||+;
            const IS_WIDE: bool = $(<$held>::IS_WIDE)||+;

            fn keys(keys: &mut Vec<Key>) {
                $(<$held>::keys(keys);)+
            }

            fn describe(to: &mut Describe) {
                $(<$held>::describe(to);)+
            }
        }
    )+};
}

holders! {
    [T: Contract] Cell<T> => T;
    [T: Contract] RefCell<T> => T;
    [T: Contract] Mutex<T> => T;
    [T: Contract] RwLock<T> => T;
    [T: Contract + Ord] BTreeSet<T> => T;
    [T: Contract + Ord] BinaryHeap<T> => T;
    [T: Contract, S] HashSet<T, S> => T;
    [T: Contract] LinkedList<T> => T;
    [A: Contract] (A,) => A;
    [A: Contract, B: Contract] (A, B) => A, B;
    [A: Contract, B: Contract, C: Contract] (A, B, C) => A, B, C;
    [A: Contract, B: Contract, C: Contract, D: Contract] (A, B, C, D) => A, B, C, D;
    [A: Contract, B: Contract, C: Contract, D: Contract, E: Contract] (A, B, C, D, E) => A, B, C, D, E;
}

macro_rules! maps {
    ($([$($generics:tt)*] $ty:ty;)+) => {$(
        impl<K: Contract, V: Contract $($generics)*> Contract for $ty {
            const HAS_RULES: bool = V::HAS_RULES;
            const IS_WIDE: bool = V::IS_WIDE;

            fn keys(keys: &mut Vec<Key>) {
                keys.push(K::key());
                V::keys(keys);
            }

            fn describe(to: &mut Describe) {
                K::describe(to);
                V::describe(to);
            }
        }
    )+};
}

maps! {
    [] BTreeMap<K, V>;
    [, S] HashMap<K, V, S>;
}

/// Lists, as `validator` looks into them.
macro_rules! lists {
    ($([$($generics:tt)*] $ty:ty;)+) => {$(
        impl<$($generics)*> Contract for $ty {
            const HAS_RULES: bool = T::HAS_RULES;
            const IS_WIDE: bool = T::IS_WIDE;

            fn keys(keys: &mut Vec<Key>) {
                T::keys(keys);
            }

            fn describe(to: &mut Describe) {
                T::describe(to);
            }

            fn check_rules(value: &Self) -> Result<(), ValidationErrors> {
                each(value.iter())
            }
        }
    )+};
}

lists! {
    [T: Contract] Vec<T>;
    [T: Contract] VecDeque<T>;
    [T: Contract] [T];
}

impl<T: Contract, const N: usize> Contract for [T; N]
where
    Self: JsonSchema,
{
    const HAS_RULES: bool = T::HAS_RULES;
    const IS_WIDE: bool = T::IS_WIDE;

    fn keys(keys: &mut Vec<Key>) {
        T::keys(keys);
    }

    fn describe(to: &mut Describe) {
        T::describe(to);
    }

    fn check_rules(value: &Self) -> Result<(), ValidationErrors> {
        each(value.iter())
    }
}

/// The errors of the elements of a list, as `validator` gives those of a list that is no field.
fn each<'a, T: Contract + 'a>(values: impl Iterator<Item = &'a T>) -> Result<(), ValidationErrors> {
    let errors: BTreeMap<usize, Box<ValidationErrors>> = values
        .enumerate()
        .filter_map(|(at, value)| Some((at, Box::new(T::check_rules(value).err()?))))
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    let kind = ValidationErrorsKind::List(errors);
    Err(ValidationErrors(HashMap::from([(Cow::Borrowed("_tmp_validator"), kind)])))
}
