//! Whether `Validate` of a type was written by hand, found while compiling. Nothing in the item says so.
//!
//! A constant of a type comes before that of a trait, where its bounds hold; where they do not, the one of the trait is left.

use std::marker::PhantomData;

use validator::{Validate, ValidateArgs, ValidationErrors};

/// Runs the rules that were written by hand, if there are any.
pub type ByHand<T> = Option<fn(&T) -> Result<(), ValidationErrors>>;

/// A type that may implement `Validate`.
pub struct Validated<T>(PhantomData<T>);

impl<T: Validate> Validated<T> {
    pub const RUN: ByHand<T> = Some(T::validate);
}

/// A type that may derive `Validate`, which implements `ValidateArgs` too.
pub struct Derived<T>(PhantomData<T>);

impl<T: ValidateArgs<'static>> Derived<T> {
    pub const IS: bool = true;
}

/// What is left of a type without `Validate`.
pub trait NotValidated<T> {
    const RUN: ByHand<T> = None;
}

impl<T> NotValidated<T> for Validated<T> {}

/// What is left of a type that does not derive it.
pub trait NotDerived {
    const IS: bool = false;
}

impl<T> NotDerived for Derived<T> {}

/// [`ByHand`] of `Self`.
#[doc(hidden)]
#[macro_export]
macro_rules! __by_hand {
    () => {{
        use $crate::__private::by_hand::{Derived, NotDerived as _, NotValidated as _, Validated};
        if Derived::<Self>::IS { ::core::option::Option::None } else { Validated::<Self>::RUN }
    }};
}
