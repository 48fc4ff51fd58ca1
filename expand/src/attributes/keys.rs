//! The keys of `#[rutter(..)]`: where each stands, and which macros read it.

use proc_macro2::Span;
use syn::Error;

use crate::listing::list;
use crate::near::near;

/// The macro that reads an item: a derive by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Macro {
    /// `RouteParams`
    RouteParams,
    /// `SearchParams`
    SearchParams,
    /// `TextValue`
    TextValue,
    /// `Contract`
    Contract,
    /// `Form`
    Form,
    /// `ApiError`
    ApiError,
}

/// How an item is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    pub(crate) by: Macro,
    /// Whether `#[rutter::contract]` or `#[rutter::form]` writes what the item lacks.
    pub(crate) writes: bool,
    /// Whether no other macro of Rutter reads the item, so that a key which means nothing to this one means nothing at all.
    pub(crate) alone: bool,
}

impl Macro {
    /// The macro as a derive, which does not know what else is derived.
    pub(crate) fn derive(self) -> Reader {
        Reader { by: self, writes: false, alone: false }
    }

    /// What its items are, as messages call them.
    fn what(self) -> &'static str {
        match self {
            Self::RouteParams => "route params",
            Self::SearchParams => "search params",
            Self::TextValue => "values of a URL",
            Self::Contract => "bodies",
            Self::Form => "forms",
            Self::ApiError => "errors",
        }
    }
}

/// Where a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Item,
    Field,
    Variant,
}

impl Place {
    fn told(self) -> &'static str {
        match self {
            Self::Item => "above the type",
            Self::Field => "on a field",
            Self::Variant => "on a variant",
        }
    }
}

/// A key.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    place: Place,
    read_by: &'static [Macro],
}

const URL: &[Macro] = &[Macro::RouteParams, Macro::SearchParams];
const SEARCH: &[Macro] = &[Macro::SearchParams];
const BODY: &[Macro] = &[Macro::Contract, Macro::Form];
const ERROR: &[Macro] = &[Macro::ApiError];
const INTEGERS: &[Macro] =
    &[Macro::RouteParams, Macro::SearchParams, Macro::Contract, Macro::Form, Macro::ApiError];

const KEYS: &[Key] = &[
    Key { name: "route", place: Place::Item, read_by: URL },
    Key { name: "endpoint", place: Place::Item, read_by: URL },
    Key { name: "app", place: Place::Item, read_by: URL },
    Key { name: "input", place: Place::Item, read_by: SEARCH },
    Key { name: "integers", place: Place::Item, read_by: INTEGERS },
    Key { name: "text", place: Place::Item, read_by: BODY },
    Key { name: "default", place: Place::Field, read_by: SEARCH },
    Key { name: "comma", place: Place::Field, read_by: SEARCH },
    Key { name: "integer", place: Place::Field, read_by: INTEGERS },
    Key { name: "secret", place: Place::Field, read_by: BODY },
    Key { name: "empty", place: Place::Field, read_by: BODY },
    Key { name: "max_size", place: Place::Field, read_by: BODY },
    Key { name: "accept", place: Place::Field, read_by: BODY },
    Key { name: "foreign", place: Place::Field, read_by: &[Macro::Contract, Macro::Form, Macro::ApiError] },
    Key { name: "status", place: Place::Variant, read_by: ERROR },
    Key { name: "message", place: Place::Variant, read_by: ERROR },
    Key { name: "field", place: Place::Variant, read_by: ERROR },
    Key { name: "transparent", place: Place::Variant, read_by: ERROR },
];

/// The key of this name, at this place.
pub(crate) fn find(name: &str, place: Place) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name && key.place == place)
}

/// The key that may be meant by a name that is none at this place.
pub(crate) fn meant(name: &str, place: Place, reader: Reader) -> Option<&'static str> {
    near(
        name,
        KEYS.iter().filter(|key| key.place == place && key.read_by.contains(&reader.by)).map(|key| key.name),
    )
}

/// What to say of a name that is no key at this place.
pub(crate) fn unknown(name: &str, place: Place, reader: Reader) -> String {
    if name.starts_with("rename") {
        return format!(
            "names are those of serde, also where serde is not derived; write `#[serde({name} = \"..\")]`"
        );
    }
    if name == "skip" || name.starts_with("skip_") || name == "flatten" || name == "with" {
        return format!("`{name}` is a key of serde; write `#[serde({name})]`");
    }
    let of_reader = |key: &&Key| key.read_by.contains(&reader.by);
    let here = || KEYS.iter().filter(|key| key.place == place).filter(of_reader);
    if let Some(meant) = meant(name, place, reader) {
        return format!("`{name}` is no key of `#[rutter(..)]` {}; did you mean `{meant}`?", place.told());
    }
    if let Some(elsewhere) = KEYS.iter().filter(of_reader).find(|key| key.name == name) {
        return format!("`{name}` stands {}, and not {}", elsewhere.place.told(), place.told());
    }
    let names: Vec<&str> = here().map(|key| key.name).collect();
    let what = reader.by.what();
    match names.as_slice() {
        [] => format!("`{name}` is no key of `#[rutter(..)]`; {what} have none {}", place.told()),
        [one] => format!("`{name}` is no key of `#[rutter(..)]`; {what} have only `{one}` {}", place.told()),
        all => format!("`{name}` is no key of `#[rutter(..)]`; {what} have {} {}", list(all), place.told()),
    }
}

/// What is wrong with a key that the reader of the item does not know what to do with.
pub(crate) fn refused(key: &Key, span: Span, reader: Reader) -> Option<Error> {
    // A body may be search params besides, which another derive reads.
    let of_another = BODY.contains(&reader.by) && key.read_by.iter().any(|by| URL.contains(by));
    if key.read_by.contains(&reader.by) || of_another && !reader.alone {
        return None;
    }
    let message = match (reader.by, key.name) {
        (Macro::RouteParams, "default") => {
            "a path without this param is of another route, so a default would never be taken; remove it".to_owned()
        }
        (Macro::RouteParams, "comma") => {
            "a list in a path is divided by slashes, never by commas; remove `comma`".to_owned()
        }
        (Macro::RouteParams | Macro::SearchParams, "secret") => {
            "a URL is no place for a secret: browsers keep it, and servers log it; send it in a form or a header"
                .to_owned()
        }
        (Macro::Contract | Macro::Form, "default") => SERDE_DEFAULT.to_owned(),
        (by, name) => {
            let readers: Vec<&str> = key.read_by.iter().map(|by| by.what()).collect();
            format!("`{name}` is for {}, and says nothing about {}; remove it", readers.join(" and "), by.what())
        }
    };
    Some(Error::new(span, message))
}

/// What to write for a default that serde has to know.
pub(crate) const SERDE_DEFAULT: &str = "serde reads what is sent, and does not know this default; write `#[serde(default)]` or \
                                        `#[serde(default = \"function\")]` in its place";
