//! How a type says what it is.

use std::any::type_name;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rutter_contract as contract;
use rutter_contract::schema::{self, EndpointSource, Source, TypeSource};
use rutter_contract::{Key, Notes};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value};
use validator::ValidationErrors;

use crate::__private::by_hand::ByHand;
use crate::blame::Blames;
use crate::form::Form;
use crate::params::RouteParams;
use crate::search::SearchParams;

/// A type that crosses between the server and its callers. Derive it.
///
/// Its shape is what `schemars` says, read for requests and for responses; the derive macro adds what `schemars` leaves out.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no contract",
    label = "nothing says what it is on the wire",
    note = "put `#[rutter::contract]` above it, in place of the derives of serde, schemars and validator, or add \
            `#[derive(rutter::Contract)]` to them",
    note = "where it is of another crate and has a JSON Schema, mark the field `#[rutter(foreign)]`"
)]
pub trait Contract: JsonSchema {
    /// Whether `validator` has rules to run on a value, its own or those of what it holds.
    const HAS_RULES: bool = Self::BY_HAND.is_some();

    /// How the rules are run that were written by hand, of which nothing is noted.
    #[doc(hidden)]
    const BY_HAND: ByHand<Self> = None;

    /// Whether an integer of 64 bits or more stands in it as a number, of which JavaScript would make another.
    const IS_WIDE: bool = false;

    /// Writes down what the JSON Schema leaves out.
    fn notes(notes: &mut Notes) {
        let _ = notes;
    }

    /// What the type may be as the key of a map.
    fn key() -> Key {
        Key::Text
    }

    /// Adds what may be a key of each map that stands in the type, outermost first, but not in a type with a name.
    fn keys(keys: &mut Vec<Key>) {
        let _ = keys;
    }

    /// Adds the type and every type that it holds.
    fn describe(to: &mut Describe);

    /// Runs the rules of `validator`, for those of them that are functions of the server. Its errors have the names of Rust.
    ///
    /// # Errors
    /// What `validator` says.
    fn check_rules(value: &Self) -> Result<(), ValidationErrors> {
        Self::BY_HAND.map_or(Ok(()), |run| run(value))
    }
}

/// Collects what types say of themselves.
pub struct Describe {
    requests: SchemaGenerator,
    responses: SchemaGenerator,
    types: BTreeMap<String, Noted>,
    params: BTreeMap<String, contract::RouteParams>,
    search: BTreeMap<String, contract::SearchParams>,
    forms: BTreeSet<String>,
    endpoints: Vec<EndpointSource>,
    problems: BTreeSet<String>,
    /// Whether a type has rules that were written by hand.
    by_hand: bool,
    pub(crate) blames: Blames,
}

/// A type that another holds in a field.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Held {
    /// The variant that has the field; empty in a struct.
    variant: &'static str,
    /// The name in requests, or the index; empty where the type is held in no field.
    field: &'static str,
    describe: fn(&mut Describe),
    keys: fn(&mut Vec<Key>),
}

impl Held {
    /// A type in a field.
    pub const fn field<T: Contract + ?Sized>(variant: &'static str, field: &'static str) -> Self {
        Self { variant, field, describe: T::describe, keys: T::keys }
    }

    /// A type in place of the whole.
    pub const fn proxy<T: Contract + ?Sized>() -> Self {
        Self { variant: "", field: "", describe: T::describe, keys: |_| {} }
    }

    /// Notes what may be a key of the maps in the field.
    fn note_keys(&self, notes: &mut Notes) {
        let mut keys = Vec::new();
        (self.keys)(&mut keys);
        if !keys.is_empty() {
            match self.variant {
                "" => notes.field(self.field).keys = keys,
                variant => notes.variant(variant).field(self.field).keys = keys,
            }
        }
    }
}

/// Declarations that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeError {
    /// What is wrong and what to do, one by one.
    pub problems: Vec<String>,
}

/// A type that was seen.
struct Noted {
    notes: Notes,
    /// Its full path in Rust, of which [`key`] makes its key in the contract.
    rust: &'static str,
    /// What `schemars` calls it: its own name, which a user may have chosen.
    name: String,
    /// Its schemas in requests and responses: references, or the types themselves where `schemars` writes them in place.
    schemas: [Value; 2],
}

impl Default for Describe {
    fn default() -> Self {
        Self {
            requests: SchemaSettings::draft2020_12().for_deserialize().into_generator(),
            responses: SchemaSettings::draft2020_12().for_serialize().into_generator(),
            types: BTreeMap::new(),
            params: BTreeMap::new(),
            search: BTreeMap::new(),
            forms: BTreeSet::new(),
            endpoints: Vec::new(),
            problems: BTreeSet::new(),
            by_hand: false,
            blames: Blames::default(),
        }
    }
}

impl Describe {
    /// Adds a type that has a name, and what it holds. Called by derived code; a type that was seen is left alone.
    pub fn named<T: Contract>(&mut self, held: &[Held]) {
        self.by_hand |= T::BY_HAND.is_some();
        let id = T::schema_id();
        if !self.is_known(&id, type_name::<T>()) {
            let schemas = [self.requests.subschema_for::<T>(), self.responses.subschema_for::<T>()];
            self.add(
                id.into_owned(),
                type_name::<T>(),
                T::schema_name().into_owned(),
                schemas,
                T::notes,
                held,
            );
        }
    }

    /// Adds a type that is what its only field is (`#[serde(transparent)]`). `schemars` gives it a name of its own only
    /// where it says more than the field does, such as a doc comment.
    pub fn transparent<T: Contract, Held: Contract>(&mut self) {
        self.by_hand |= T::BY_HAND.is_some();
        if T::schema_id() == Held::schema_id() {
            Held::describe(self);
        } else {
            self.named::<T>(&[self::Held::field::<Held>("", "0")]);
        }
    }

    /// Whether the type was seen.
    fn is_known(&mut self, id: &str, rust: &'static str) -> bool {
        let known = self.types.get(id).map(|noted| noted.rust);
        if let Some(other) = known.filter(|known| *known != rust) {
            let (first, second) = if other < rust { (other, rust) } else { (rust, other) };
            self.problems.insert(format!(
                "`{first}` and `{second}` are both called `{id}`; give one of them another name in Rust or with `#[serde(rename = \"..\")]`"
            ));
        }
        known.is_some()
    }

    /// The part of `named` that is the same for every type, so that it is compiled once.
    fn add(
        &mut self,
        id: String,
        rust: &'static str,
        name: String,
        schemas: [Schema; 2],
        write: fn(&mut Notes),
        held: &[Held],
    ) {
        let mut notes = Notes::default();
        write(&mut notes);
        held.iter().for_each(|held| held.note_keys(&mut notes));
        self.types.insert(id, Noted { notes, rust, name, schemas: schemas.map(Value::from) });
        for held in held {
            (held.describe)(self);
        }
    }

    /// Adds the params of a route, and gives their key in the contract.
    pub fn params<T: RouteParams>(&mut self) -> String {
        let key = key(type_name::<T>());
        self.params.entry(key.clone()).or_insert_with(T::describe);
        key
    }

    /// Adds search params, and gives their key in the contract.
    pub fn search<T: SearchParams>(&mut self) -> String {
        let key = key(type_name::<T>());
        self.search.entry(key.clone()).or_insert_with(T::describe);
        key
    }

    /// Adds a form.
    pub fn form<T: Form>(&mut self) {
        T::describe(self);
        self.forms.insert(T::schema_id().into_owned());
    }

    /// Adds an endpoint.
    pub fn endpoint(&mut self, endpoint: EndpointSource) {
        self.endpoints.push(endpoint);
    }

    /// Adds what a request holds, and gives its schema.
    pub fn request<T: Contract>(&mut self) -> Value {
        T::describe(self);
        self.requests.subschema_for::<T>().into()
    }

    /// Adds what a response holds, and gives its schema.
    pub fn response<T: Contract>(&mut self) -> Value {
        T::describe(self);
        self.responses.subschema_for::<T>().into()
    }

    /// What `schemars` and the notes say of the types.
    pub fn sources(self) -> Source {
        sources(self.types, self.requests, self.responses)
    }

    /// The contract of all that was added: the same, whatever the order.
    ///
    /// # Errors
    /// Names the declarations that contradict each other.
    pub fn finish(self) -> Result<contract::Contract, DescribeError> {
        let mut problems: Vec<String> = self.problems.iter().cloned().collect();
        problems.extend(same_endpoints(&self.endpoints));
        let forms = self.forms.iter().filter_map(|id| Some(key(self.types.get(id)?.rust))).collect();
        let (params, search, endpoints, blames) = (self.params, self.search, self.endpoints, self.blames);
        let source = sources(self.types, self.requests, self.responses);
        match schema::read(&source, &endpoints) {
            Ok(schema::Types { types, endpoints }) => {
                let contract = contract::Contract {
                    types,
                    params,
                    search,
                    forms,
                    endpoints,
                    ..contract::Contract::default()
                };
                problems.extend(blames.problems(&contract));
                if problems.is_empty() { Ok(contract) } else { Err(DescribeError { problems }) }
            }
            Err(found) => {
                problems.extend(found);
                Err(DescribeError { problems })
            }
        }
    }
}

impl Describe {
    /// Whether a type has rules that were written by hand.
    pub(crate) fn is_by_hand(&self) -> bool {
        self.by_hand
    }

    /// The schemas and notes of the types, without what was said of endpoints and URLs.
    pub(crate) fn into_source(self) -> Source {
        sources(self.types, self.requests, self.responses)
    }
}

/// The key of a type by its full path in Rust: without the `_` of a `const _` that a macro wrote the type into.
fn key(rust: &str) -> String {
    rust.replace("::_::", "::")
}

/// What the schemas and notes of the types are, for the contract to read.
fn sources(
    types: BTreeMap<String, Noted>,
    mut requests: SchemaGenerator,
    mut responses: SchemaGenerator,
) -> Source {
    let requests = requests.take_definitions(true);
    let responses = responses.take_definitions(true);
    let types = types.into_iter().map(|(id, noted)| {
        let [request, response] = noted.schemas;
        let [request_reference, response_reference] = [&request, &response].map(schema::reference);
        let definition = |definitions: &Map<String, Value>, name: &Option<String>, own: Value| {
            name.as_ref().and_then(|name| definitions.get(name).cloned()).unwrap_or(own)
        };
        let source = TypeSource {
            name: noted.name,
            id,
            request: definition(&requests, &request_reference, request),
            response: definition(&responses, &response_reference, response),
            request_reference,
            response_reference,
            notes: noted.notes,
        };
        (key(noted.rust), source)
    });
    Source { types: types.collect(), requests, responses }
}

/// Endpoints that answer the same requests.
fn same_endpoints(endpoints: &[EndpointSource]) -> Vec<String> {
    let mut handlers: BTreeMap<(&str, contract::Method), Vec<&str>> = BTreeMap::new();
    for endpoint in endpoints {
        handlers.entry((&endpoint.pattern, endpoint.method)).or_default().push(&endpoint.name);
    }
    let same = handlers.into_iter().filter(|(_, names)| names.len() > 1);
    same.map(|((pattern, method), mut names)| {
        names.sort_unstable();
        let (method, names) = (method.as_str(), names.join("` and `"));
        format!("{method} {pattern} has several handlers: `{names}`; keep one, or change the method or path of the others")
    })
    .collect()
}

impl fmt::Display for DescribeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("\n"))
    }
}

impl std::error::Error for DescribeError {}
