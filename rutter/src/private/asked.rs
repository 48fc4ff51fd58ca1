//! Traits by which the compiler says that a rule is asked of a type that it is not for.

use validator::{
    ValidateContains, ValidateDoesNotContain, ValidateEmail, ValidateIp, ValidateLength,
    ValidateNonControlCharacter, ValidateRegex, ValidateUrl,
};

macro_rules! asked {
    ($($rule:literal for $types:literal: $name:ident if $bound:path;)+) => {$(
        #[diagnostic::on_unimplemented(
            message = $rule,
            label = $types,
            note = "remove the rule, or change the type of the field"
        )]
        pub trait $name {
            const ASKED: () = ();
        }

        #[diagnostic::do_not_recommend]
        impl<T: $bound> $name for T {}
    )+};
}

asked! {
    "`length` is no rule for `{Self}`" for "it is one for text, lists, sets and maps": HasLength if ValidateLength<u64>;
    "`email` is no rule for `{Self}`" for "it is one for text": IsEmail if ValidateEmail;
    "`url` is no rule for `{Self}`" for "it is one for text": IsUrl if ValidateUrl;
    "`ip` is no rule for `{Self}`" for "it is one for text": IsIp if ValidateIp;
    "`regex` is no rule for `{Self}`" for "it is one for text": HasMatch if ValidateRegex;
    "`contains` is no rule for `{Self}`" for "it is one for text and maps": Has if ValidateContains;
    "`does_not_contain` is no rule for `{Self}`" for "it is one for text and maps": HasNot if ValidateDoesNotContain;
    "`credit_card` is no rule for `{Self}`" for "it is one for text": IsCard if AsRef<str>;
    "`non_control_character` is no rule for `{Self}`" for "it is one for text": HasNoControl if ValidateNonControlCharacter;
}
