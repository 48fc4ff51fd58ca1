//! The types of the standard library, and of crates that apps often use. They have no name in the contract: what holds
//! values of another type passes on to that type.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI128, NonZeroIsize, NonZeroU8, NonZeroU16,
    NonZeroU32, NonZeroU64, NonZeroU128, NonZeroUsize, Wrapping,
};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};
use std::time::{Duration, SystemTime};

use rutter_contract::Notes;
use schemars::JsonSchema;
use validator::{ValidationErrors, ValidationErrorsKind};

use crate::describe::{Contract, Describe};

macro_rules! holds_nothing {
    ($($ty:ty),+ $(,)?) => {$(
        impl Contract for $ty {
            fn describe(_: &mut Describe) {}
        }
    )+};
}

holds_nothing!(bool, char, str, String, u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32);
holds_nothing!(f64, (), Duration, SystemTime, PathBuf, serde_json::Value, serde_json::Number);
holds_nothing!(IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6);
holds_nothing!(NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI128, NonZeroIsize);
holds_nothing!(NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64, NonZeroU128, NonZeroUsize);

#[cfg(feature = "chrono")]
holds_nothing!(chrono::NaiveDate, chrono::NaiveDateTime, chrono::NaiveTime, chrono::Weekday);
#[cfg(feature = "url")]
holds_nothing!(url::Url);
#[cfg(feature = "uuid")]
holds_nothing!(uuid::Uuid);

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> Contract for chrono::DateTime<Z> {
    fn describe(_: &mut Describe) {}
}

impl<T: ?Sized> Contract for PhantomData<T> {
    fn describe(_: &mut Describe) {}
}

/// Types that are on the wire what they hold.
macro_rules! wrappers {
    ($($(#[$attribute:meta])* [$($generics:tt)*] $ty:ty => $held:ty, $read:expr;)+) => {$(
        impl<$($generics)*> Contract for $ty {
            const HAS_RULES: bool = <$held>::HAS_RULES;

            fn notes(notes: &mut Notes) {
                <$held>::notes(notes);
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
    [K: Contract, V: Contract] BTreeMap<K, V> => K, V;
    [K: Contract, V: Contract, S] HashMap<K, V, S> => K, V;
    [A: Contract] (A,) => A;
    [A: Contract, B: Contract] (A, B) => A, B;
    [A: Contract, B: Contract, C: Contract] (A, B, C) => A, B, C;
    [A: Contract, B: Contract, C: Contract, D: Contract] (A, B, C, D) => A, B, C, D;
    [A: Contract, B: Contract, C: Contract, D: Contract, E: Contract] (A, B, C, D, E) => A, B, C, D, E;
}

/// Lists, as `validator` looks into them.
macro_rules! lists {
    ($([$($generics:tt)*] $ty:ty;)+) => {$(
        impl<$($generics)*> Contract for $ty {
            const HAS_RULES: bool = T::HAS_RULES;

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
