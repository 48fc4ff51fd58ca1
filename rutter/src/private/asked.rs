//! Types by which the compiler says that a rule is asked of a type that it is not for.

use std::marker::PhantomData;

use validator::{
    ValidateContains, ValidateDoesNotContain, ValidateEmail, ValidateIp, ValidateLength,
    ValidateNonControlCharacter, ValidateRegex, ValidateUrl,
};

macro_rules! asked {
    ($($name:ident $can:ident: $bound:path, $rule:literal is for $for:literal;)+) => {$(
        /// The type of a field with this rule.
        pub struct $name<T: $can>(PhantomData<T>);

        #[doc(hidden)]
        #[diagnostic::on_unimplemented(
            message = $rule,
            label = $for,
            note = "remove the rule, or change the type of the field"
        )]
        pub trait $can {}

        #[diagnostic::do_not_recommend]
        impl<T: $bound> $can for T {}
    )+};
}

asked! {
    Length HasLength: ValidateLength<u64>, "the rule `length` cannot be asked of `{Self}`" is for "it is for text, lists, sets and maps";
    Email IsEmail: ValidateEmail, "the rule `email` cannot be asked of `{Self}`" is for "it is for text";
    Url IsUrl: ValidateUrl, "the rule `url` cannot be asked of `{Self}`" is for "it is for text";
    Ip IsIp: ValidateIp, "the rule `ip` cannot be asked of `{Self}`" is for "it is for text and what is displayed as text";
    Regex HasMatch: ValidateRegex, "the rule `regex` cannot be asked of `{Self}`" is for "it is for text";
    Contains Has: ValidateContains, "the rule `contains` cannot be asked of `{Self}`" is for "it is for text and maps";
    DoesNotContain HasNot: ValidateDoesNotContain, "the rule `does_not_contain` cannot be asked of `{Self}`" is for "it is for text and maps";
    CreditCard IsCard: AsRef<str>, "the rule `credit_card` cannot be asked of `{Self}`" is for "it is for text";
    NonControlCharacter HasNoControl: ValidateNonControlCharacter, "the rule `non_control_character` cannot be asked of `{Self}`" is for "it is for text";
}
