//! The shape of a value in JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::rule::Rule;

/// The shape of a JSON value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Type {
    /// Any value.
    Any,
    /// No value at all.
    Never,
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number, written without a fraction or exponent.
    Integer {
        /// The Rust type, and so the least and greatest value.
        width: IntegerWidth,
        /// Zero is refused (`NonZeroU32` and its like).
        #[serde(default, skip_serializing_if = "is_false")]
        non_zero: bool,
    },
    /// A number. Neither NaN nor an infinity can be written in JSON.
    Number,
    /// Text.
    String {
        /// What the text must look like, if not any text will do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<Format>,
    },
    /// One of these values: the names of an enum without data, or a tag.
    Literal {
        /// At least one, in the order of declaration.
        values: Vec<Value>,
        /// What a request may send in their place.
        #[serde(default, skip_serializing_if = "Also::is_nothing")]
        also: Also,
    },
    /// `null` or a value of this type.
    Nullable {
        /// The type of what is there.
        of: Box<Type>,
    },
    /// A list.
    List {
        /// The type of each element.
        of: Box<Type>,
        /// No two elements are equal (a set). A request may still repeat one.
        #[serde(default, skip_serializing_if = "is_false")]
        unique: bool,
        /// The number of elements, where the type fixes it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        count: Option<u64>,
    },
    /// A list of fixed length.
    Tuple {
        /// The types of the elements, in order.
        items: Vec<Type>,
    },
    /// An object whose keys are data.
    Map {
        /// What a key may be.
        key: Key,
        /// The type of each value.
        of: Box<Type>,
    },
    /// An object whose keys are declared.
    Object(Object),
    /// A value of one of these types; the first that fits is taken.
    Union {
        /// At least one.
        variants: Vec<Type>,
        /// The field whose literal tells the variants apart, where one does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tag: Option<String>,
        /// An object names its variant by a key (an enum without `tag`): once the key is there, no other variant is tried.
        #[serde(default, skip_serializing_if = "is_false")]
        keyed: bool,
    },
    /// A value that is of all these types at once (`#[serde(flatten)]` of an enum).
    All {
        /// At least two.
        of: Vec<Type>,
    },
    /// A file of a multipart form.
    File,
    /// Another type of the contract.
    Ref {
        /// Its full path.
        to: String,
    },
    /// A type whose values keep rules of their own, wherever it stands.
    Ruled {
        /// The shape.
        of: Box<Type>,
        /// The rules.
        rules: Vec<Rule>,
    },
}

/// An object whose keys are declared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Object {
    /// The fields, in the order of declaration.
    pub fields: Vec<Field>,
    /// What is said of other keys.
    #[serde(default, skip_serializing_if = "Rest::is_ignored")]
    pub rest: Rest,
    /// Requests may also send the values alone, as a list in the order of the fields: at least so many of them. Nobody
    /// should, but serde takes it: this is not part of the type in other languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub positional: Option<u64>,
}

/// What a request may send in place of a literal, because serde takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Also {
    /// Other names (`#[serde(alias = "..")]`), each with the literal that it stands for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
    /// The literal that any other text stands for (`#[serde(other)]`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// The texts that are no such other text: names of variants with data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
    /// A name as the key of an object that holds `null`: `{"Name": null}`. Nobody should send it: it is not part of the type in
    /// other languages.
    #[serde(default, skip_serializing_if = "is_false")]
    pub keyed: bool,
}

/// A field of an [`Object`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Field {
    /// The wire name.
    pub name: String,
    /// Other names under which a request may send it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The shape of its value.
    pub ty: Type,
    /// Whether it must be there.
    #[serde(default, skip_serializing_if = "Presence::is_required")]
    pub presence: Presence,
    /// What its value must keep, besides its shape. They are asked of a value that is there and not null.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// The doc comment, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
    /// Its value is never shown again: not in errors, not among the submitted values of a form.
    #[serde(default, skip_serializing_if = "is_false")]
    pub secret: bool,
    /// What an empty text of a form means, where it is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub empty: Option<Empty>,
    /// What is asked of a file, or of each file of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileRules>,
}

/// Whether a field must be there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Presence {
    /// It is always there.
    #[default]
    Required,
    /// It may be left out.
    Optional,
    /// It may be left out, which means this value.
    Default(Value),
}

/// What is said of the keys of an object that are not declared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Rest {
    /// They mean nothing.
    #[default]
    Ignored,
    /// They are an error (`deny_unknown_fields`).
    Refused,
    /// They are values of this type (`#[serde(flatten)]` of a map).
    Typed(Box<Type>),
}

/// What the key of a [`Type::Map`] may be. All keys are text in JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Key {
    /// Any text.
    Text,
    /// A whole number in digits.
    Integer(IntegerWidth),
    /// `true` or `false`.
    Boolean,
    /// One of these names.
    Names(Vec<String>),
    /// A text of this form.
    Formatted(Format),
}

/// The integer types of Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IntegerWidth {
    /// -2^7 to 2^7-1
    I8,
    /// -2^15 to 2^15-1
    I16,
    /// -2^31 to 2^31-1
    I32,
    /// -2^63 to 2^63-1
    I64,
    /// -2^127 to 2^127-1
    I128,
    /// 0 to 2^8-1
    U8,
    /// 0 to 2^16-1
    U16,
    /// 0 to 2^32-1
    U32,
    /// 0 to 2^64-1
    U64,
    /// 0 to 2^128-1
    U128,
    /// -(2^53-1) to 2^53-1: a 64-bit integer that is checked to fit a JavaScript number.
    SafeSigned,
    /// 0 to 2^53-1
    SafeUnsigned,
}

/// What a text must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Format {
    /// One Unicode scalar value.
    Char,
    /// An instant with its offset: `2026-11-22T21:00:00Z`.
    DateTime,
    /// A date and time of day without an offset: `2026-11-22T21:00:00`.
    LocalDateTime,
    /// A day: `2026-11-22`.
    Date,
    /// A time of day: `21:00:00`.
    Time,
    /// A UUID in its hyphenated form.
    Uuid,
    /// An absolute URL.
    Url,
    /// An IP address of either version.
    Ip,
    /// An IP address of version 4.
    Ipv4,
    /// An IP address of version 6.
    Ipv6,
    /// An integer in digits, of a type that JavaScript numbers cannot hold.
    Integer(IntegerWidth),
}

/// What an empty text of a form means. A form sends one for every text input that was left empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Empty {
    /// The field was not sent.
    Absent,
    /// The field is `null`.
    Null,
    /// The field is the empty text.
    Keep,
}

/// What is asked of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FileRules {
    /// The most bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_size: Option<u64>,
    /// The media types that are taken, as in HTML's `accept`: `image/*`, `application/pdf`, `.csv`. Empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<String>,
}

impl Presence {
    /// Whether the field must be there.
    pub fn is_required(&self) -> bool {
        matches!(self, Self::Required)
    }
}

impl Type {
    /// The types that stand in it, in order. A reference has none: what it leads to is a type of its own.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Any
            | Self::Never
            | Self::Null
            | Self::Boolean
            | Self::Integer { .. }
            | Self::Number
            | Self::String { .. }
            | Self::Literal { .. }
            | Self::File
            | Self::Ref { .. } => Vec::new(),
            Self::Nullable { of } | Self::List { of, .. } | Self::Map { of, .. } | Self::Ruled { of, .. } => {
                vec![of]
            }
            Self::Tuple { items: types } | Self::Union { variants: types, .. } | Self::All { of: types } => {
                types.iter().collect()
            }
            Self::Object(object) => {
                let rest = match &object.rest {
                    Rest::Typed(ty) => Some(&**ty),
                    Rest::Ignored | Rest::Refused => None,
                };
                object.fields.iter().map(|field| &field.ty).chain(rest).collect()
            }
        }
    }

    /// A reference to another type of the contract.
    pub fn to(path: impl Into<String>) -> Self {
        Self::Ref { to: path.into() }
    }

    /// Some literals.
    pub fn literal<V: Into<Value>>(values: impl IntoIterator<Item = V>) -> Self {
        Self::Literal { values: values.into_iter().map(Into::into).collect(), also: Also::default() }
    }

    /// The type, or `null`; once, however often it is asked.
    #[must_use]
    pub fn nullable(self) -> Self {
        match self {
            Self::Any | Self::Null | Self::Nullable { .. } => self,
            of => Self::Nullable { of: Box::new(of) },
        }
    }
}

impl Object {
    /// An object with these fields, where other keys mean nothing.
    pub fn new(fields: Vec<Field>) -> Self {
        Self { fields, rest: Rest::Ignored, positional: None }
    }
}

impl Also {
    /// Whether the literals are all there is.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Whether some texts stand for a literal that they are not.
    pub fn has_names(&self) -> bool {
        !self.names.is_empty() || self.other.is_some()
    }

    /// The literal that a text stands for, if it stands for one.
    pub fn literal<'t>(&'t self, values: &'t [Value], text: &str) -> Option<&'t str> {
        let own = values.iter().filter_map(Value::as_str).find(|name| *name == text);
        let other = || self.other.as_deref().filter(|_| !self.except.iter().any(|name| name == text));
        own.or_else(|| self.names.get(text).map(String::as_str)).or_else(other)
    }
}

impl Rest {
    /// Whether other keys mean nothing.
    pub fn is_ignored(&self) -> bool {
        matches!(self, Self::Ignored)
    }
}

impl Field {
    /// A required field without rules.
    pub fn new(name: impl Into<String>, ty: Type) -> Self {
        Self {
            name: name.into(),
            aliases: Vec::new(),
            ty,
            presence: Presence::Required,
            rules: Vec::new(),
            doc: None,
            secret: false,
            empty: None,
            file: None,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}
