//! What holds integers.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::Hash;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Integers, Policy, Read, Written};

impl<T: Integers> Integers for Option<T> {
    type Wire<P: Policy> = Option<T::Wire<P>>;

    fn write<P: Policy, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(|value| Written(value, PhantomData::<P>)).serialize(serializer)
    }

    fn read<'de, P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Option::<Read<T, P>>::deserialize(deserializer)?;
        Ok(value.map(|Read(value, _)| value))
    }
}

impl<T: Integers> Integers for Box<T> {
    type Wire<P: Policy> = T::Wire<P>;

    fn write<P: Policy, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::write::<P, S>(self, serializer)
    }

    fn read<'de, P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read::<P, D>(deserializer).map(Self::new)
    }
}

macro_rules! lists {
    ($([$($generics:tt)*] $ty:ty => $wire:ident;)+) => {$(
        impl<$($generics)*> Integers for $ty {
            type Wire<P: Policy> = $wire<T::Wire<P>>;

            fn write<P: Policy, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.iter().map(|value| Written(value, PhantomData::<P>)))
            }

            fn read<'de, P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let values = Vec::<Read<T, P>>::deserialize(deserializer)?;
                Ok(values.into_iter().map(|Read(value, _)| value).collect())
            }
        }
    )+};
}

lists! {
    [T: Integers] Vec<T> => Vec;
    [T: Integers] VecDeque<T> => Vec;
    [T: Integers + Ord] BTreeSet<T> => BTreeSet;
    [T: Integers + Eq + Hash] HashSet<T> => HashSet;
}

macro_rules! maps {
    ($($ty:ident: $($bound:path),+;)+) => {$(
        impl<K: JsonSchema + Serialize + for<'a> Deserialize<'a> $(+ $bound)+, V: Integers> Integers for $ty<K, V> {
            type Wire<P: Policy> = $ty<K, V::Wire<P>>;

            fn write<P: Policy, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.iter().map(|(key, value)| (key, Written(value, PhantomData::<P>))))
            }

            fn read<'de, P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let values = $ty::<K, Read<V, P>>::deserialize(deserializer)?;
                Ok(values.into_iter().map(|(key, Read(value, _))| (key, value)).collect())
            }
        }
    )+};
}

maps! {
    BTreeMap: Ord;
    HashMap: Eq, Hash;
}

impl<A: Integers, B: Integers> Integers for (A, B) {
    type Wire<P: Policy> = (A::Wire<P>, B::Wire<P>);

    fn write<P: Policy, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (Written(&self.0, PhantomData::<P>), Written(&self.1, PhantomData::<P>)).serialize(serializer)
    }

    fn read<'de, P: Policy, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (Read(first, _), Read(second, _)) = <(Read<A, P>, Read<B, P>)>::deserialize(deserializer)?;
        Ok((first, second))
    }
}
