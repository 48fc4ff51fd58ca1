//! Files of multipart forms.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use bytes::Bytes;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, Visitor};
use serde::ser::{self, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::describe::{Contract, Describe};

/// A file that a multipart form sent. A field is a `File`, an `Option<File>` or a `Vec<File>`.
///
/// Nothing in it can be trusted: browsers take the name and the type from the user's computer.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// The name, as the sender chose it. Never use it as a path.
    pub name: String,
    /// The media type that the sender claims, such as `image/png`, without its parameters; empty: none was sent.
    pub content_type: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// Without what is in it.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("size", &self.bytes.len())
            .finish()
    }
}

impl File {
    /// Whether it is what a file input sends in which nothing was chosen.
    pub(super) fn is_none(&self) -> bool {
        self.name.is_empty() && self.bytes.is_empty()
    }
}

thread_local! {
    // serde hands values on as text and numbers only. While a form is read or written, which is on one thread and never waits,
    // its files lie here, and the value holds their indexes.
    static FILES: RefCell<Option<Vec<File>>> = const { RefCell::new(None) };
}

/// Puts back what lay here before, also after a panic.
struct Before(Option<Vec<File>>);

impl Drop for Before {
    fn drop(&mut self) {
        FILES.set(self.0.take());
    }
}

/// Runs `read`, during which indexes are read as these files.
pub(super) fn with_files<T>(files: Vec<File>, read: impl FnOnce() -> T) -> T {
    let _before = Before(FILES.replace(Some(files)));
    read()
}

/// Runs `write`, during which files are written as their [`index`], and gives them in that order.
pub(super) fn collect_files<T>(write: impl FnOnce() -> T) -> (T, Vec<File>) {
    let _before = Before(FILES.replace(Some(Vec::new())));
    let written = write();
    (written, FILES.take().unwrap_or_default())
}

/// The key under which a file writes its index. Numbers alone would not tell which of them are files.
const KEY: &str = "\0file";

/// The index of a file that was written.
pub(super) fn index(map: &Map<String, Value>) -> Option<usize> {
    usize::try_from(map.get(KEY)?.as_u64()?).ok()
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Index;

        impl Visitor<'_> for Index {
            type Value = File;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a file of a multipart form")
            }

            fn visit_u64<E: de::Error>(self, index: u64) -> Result<File, E> {
                let index = usize::try_from(index).map_err(E::custom)?;
                // It stays here, since an untagged enum may read it more than once.
                FILES
                    .with_borrow(|files| files.as_ref()?.get(index).cloned())
                    .ok_or_else(|| E::invalid_type(de::Unexpected::Other("a number"), &self))
            }
        }

        from.deserialize_u64(Index)
    }
}

impl Serialize for File {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let index = FILES.with_borrow_mut(|files| {
            let files = files.as_mut()?;
            files.push(self.clone());
            Some(files.len() - 1)
        });
        match index {
            Some(index) => to.serialize_newtype_variant("File", 0, KEY, &index),
            None => Err(ser::Error::custom("a file is written in a multipart form only")),
        }
    }
}

/// The schema that OpenAPI uses for files. The contract knows it as a file.
impl JsonSchema for File {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("File")
    }

    fn schema_id() -> Cow<'static, str> {
        Cow::Borrowed("rutter::File")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "binary" })
    }
}

impl Contract for File {
    fn describe(_: &mut Describe) {}
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{File, collect_files, index, with_files};

    fn file(name: &str) -> File {
        File {
            name: name.to_owned(),
            content_type: "text/plain".to_owned(),
            bytes: Bytes::from_static(b"secret"),
        }
    }

    #[test]
    fn files_go_through_serde_by_their_index() {
        let files = vec![file("a"), file("b")];
        let (value, collected) = collect_files(|| serde_json::to_value(&files).unwrap());
        assert_eq!(collected, files);
        let indexes = value.as_array().unwrap().iter().map(|file| index(file.as_object().unwrap()).unwrap());
        let read: Vec<File> = with_files(collected, || serde_json::from_value(indexes.collect()).unwrap());
        assert_eq!(read, files);
    }

    #[test]
    fn outside_of_a_form_there_are_no_files() {
        assert!(serde_json::to_value(file("a")).is_err());
        let error = serde_json::from_str::<File>("0").unwrap_err().to_string();
        assert!(error.contains("expected a file of a multipart form"), "{error}");
        assert!(with_files(vec![file("a")], || serde_json::from_str::<File>("1")).is_err());
    }

    #[test]
    fn debug_does_not_show_what_is_in_it() {
        assert_eq!(format!("{:?}", file("a")), r#"File { name: "a", content_type: "text/plain", size: 6 }"#);
    }
}
