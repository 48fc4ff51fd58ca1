//! How a type says what it is.

use std::collections::BTreeMap;

use rutter_contract::Notes;
use rutter_contract::schema::{Source, TypeSource};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::{JsonSchema, Schema};

/// A type that crosses between the server and its callers. Derive it.
///
/// Its shape is what `schemars` says, read for requests and for responses; the derive macro adds what `schemars` leaves out.
pub trait Contract: JsonSchema {
    /// Adds the type and every type that it holds.
    fn describe(to: &mut Describe);
}

/// Collects what types say of themselves.
pub struct Describe {
    requests: SchemaGenerator,
    responses: SchemaGenerator,
    types: BTreeMap<String, Noted>,
}

/// A type that was seen.
struct Noted {
    notes: Notes,
    /// What `schemars` calls it: its own name, which a user may have chosen.
    name: String,
    /// Where `schemars` refers to, in requests and responses; `None` where it writes the type in place.
    request: Option<String>,
    response: Option<String>,
}

impl Default for Describe {
    fn default() -> Self {
        Self {
            requests: SchemaSettings::draft2020_12().for_deserialize().into_generator(),
            responses: SchemaSettings::draft2020_12().for_serialize().into_generator(),
            types: BTreeMap::new(),
        }
    }
}

impl Describe {
    /// Adds a type by its name, and what it holds. Called by derived code; a type that was seen is left alone.
    pub fn named<T: JsonSchema + ?Sized>(&mut self, notes: fn(&mut Notes), held: fn(&mut Self)) {
        let id = T::schema_id().into_owned();
        if self.types.contains_key(&id) {
            return;
        }
        let mut noted = Noted {
            notes: Notes::default(),
            name: T::schema_name().into_owned(),
            request: reference(&self.requests.subschema_for::<T>()),
            response: reference(&self.responses.subschema_for::<T>()),
        };
        notes(&mut noted.notes);
        self.types.insert(id, noted);
        held(self);
    }

    /// The shape of a type, in words of the contract: a reference for a named one.
    pub fn sources(mut self) -> Source {
        let requests = self.requests.take_definitions(true);
        let responses = self.responses.take_definitions(true);
        let of = |definitions: &serde_json::Map<String, serde_json::Value>, name: &Option<String>| {
            name.as_ref().and_then(|name| definitions.get(name).cloned())
        };
        let types = self
            .types
            .into_iter()
            .map(|(id, noted)| {
                let source = TypeSource {
                    name: noted.name,
                    request: of(&requests, &noted.request),
                    response: of(&responses, &noted.response),
                    request_reference: noted.request,
                    response_reference: noted.response,
                    notes: noted.notes,
                };
                (id, source)
            })
            .collect();
        Source { types, requests, responses }
    }
}

/// The name that a schema refers to, if it is nothing but a reference.
fn reference(schema: &Schema) -> Option<String> {
    let text = schema.get("$ref")?.as_str()?;
    Some(text.rsplit_once('/')?.1.to_owned())
}
