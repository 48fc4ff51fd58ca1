//! The types of the standard library hold no contract of their own: they pass on to what they hold.

use crate::describe::{Contract, Describe};

macro_rules! nothing_held {
    ($($ty:ty),+ $(,)?) => {$(
        impl Contract for $ty {
            fn describe(_: &mut Describe) {}
        }
    )+};
}

nothing_held!(
    bool,
    char,
    String,
    u8,
    u16,
    u32,
    u64,
    u128,
    usize,
    i8,
    i16,
    i32,
    i64,
    i128,
    isize,
    f32,
    f64,
    ()
);

impl<T: Contract> Contract for Option<T> {
    fn describe(to: &mut Describe) {
        T::describe(to);
    }
}

impl<T: Contract> Contract for Vec<T> {
    fn describe(to: &mut Describe) {
        T::describe(to);
    }
}
