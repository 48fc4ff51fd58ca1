//! What a request of a type must be, and values read and checked by it.

mod rules;
mod shape;

use std::any::{TypeId, type_name};
use std::collections::BTreeMap;
use std::sync::{OnceLock, PoisonError, RwLock};

use rutter_contract::judge::{Issue, Path, Step, Types};
use rutter_contract::schema::{self, BodySource, EndpointSource};
use rutter_contract::{BodyKind, Method, Notes, Type};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::describe::{Contract, Describe, DescribeError};
use crate::json::judged::Judged;

pub(crate) use shape::{held, plain};

/// What requests of a type are, put together once.
pub struct RequestSchema {
    pub(crate) ty: Type,
    pub(crate) types: Types,
    /// What the macros know of the types, by their paths: the names of their fields in Rust.
    notes: BTreeMap<String, Notes>,
    /// The paths of the types by what `schemars` calls them, which is how notes refer to flattened ones.
    ids: BTreeMap<String, String>,
    /// Whether rules were written by hand, which may give any code.
    by_hand: bool,
    /// Whether `validator` knows rules that the judge does not ask.
    asks_server: bool,
    /// When values in JSON must be judged besides.
    pub(crate) judged: OnceLock<Judged>,
}

impl RequestSchema {
    /// Puts together what requests of a type are.
    ///
    /// # Errors
    /// Types that contradict each other, in words. `rutter generate` says the same.
    pub fn of<T: Contract>() -> Result<Self, DescribeError> {
        let mut describe = Describe::default();
        let schema = describe.request::<T>();
        let by_hand = describe.is_by_hand();
        let source = describe.into_source();
        // The type itself may have no name, as a list has none. The body of an endpoint may be any type.
        let body = BodySource { kind: BodyKind::Json, schema };
        let endpoint = EndpointSource {
            pattern: "/".to_owned(),
            method: Method::Post,
            name: String::new(),
            doc: None,
            params: None,
            search: None,
            body: Some(body),
            responses: BTreeMap::new(),
        };
        let read = schema::read(&source, &[endpoint]).map_err(|problems| DescribeError { problems })?;
        let body = read.endpoints.into_iter().find_map(|endpoint| endpoint.body);
        let ty = body.map_or(Type::Any, |body| body.ty);
        let ids = source.types.iter().map(|(path, source)| (source.id.clone(), path.clone())).collect();
        let asks_server = by_hand || source.types.values().any(|source| rules::asks_server(&source.notes));
        let notes = source.types.into_iter().map(|(path, source)| (path, source.notes)).collect();
        Ok(Self { ty, types: read.types, notes, ids, by_hand, asks_server, judged: OnceLock::new() })
    }

    /// What requests of a type are, put together when it is first asked for.
    ///
    /// # Panics
    /// Where [`of`](Self::of) fails, which depends on the types alone: the first request shows it.
    pub fn cached<T: Contract + 'static>() -> &'static Self {
        static KNOWN: RwLock<BTreeMap<TypeId, &'static RequestSchema>> = RwLock::new(BTreeMap::new());
        let id = TypeId::of::<T>();
        // The map is whole even where a thread has panicked.
        if let Some(known) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return known;
        }
        let schema = match Self::of::<T>() {
            Ok(schema) => schema,
            Err(error) => panic!("the contract of `{}` contradicts itself: {error}", type_name::<T>()),
        };
        KNOWN
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(id)
            .or_insert_with(|| Box::leak(Box::new(schema)))
    }

    /// Reads a value that was judged, and asks the rules that only the server can ask. `issues` are those of the judge, to which
    /// others are added. The value is there if it could be read, also where it breaks rules.
    ///
    /// `again` gives the value once more: where serde alone refuses it, it is read again to find out where.
    pub(crate) fn read<T: Contract + DeserializeOwned>(
        &self,
        value: Value,
        again: impl FnOnce() -> Value,
        issues: &mut Vec<Issue>,
    ) -> Option<T> {
        match serde_json::from_value::<T>(value) {
            Ok(value) => {
                if T::HAS_RULES
                    && self.asks_server
                    && let Err(errors) = T::check_rules(&value)
                {
                    rules::add(&errors, self, issues);
                }
                Some(value)
            }
            Err(_) if !issues.is_empty() => None,
            Err(_) => {
                let error = serde_path_to_error::deserialize::<_, T>(again()).err();
                issues.extend(error.map(|error| self.refused(&error)));
                None
            }
        }
    }

    /// What serde refuses, and the judge does not: `try_from`, `deserialize_with`, a type of another crate.
    pub(crate) fn refused(&self, error: &serde_path_to_error::Error<serde_json::Error>) -> Issue {
        use serde_path_to_error::Segment;
        let steps = error.path().iter().filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Index(*index)),
            Segment::Map { key } => Some(Step::Key(key.clone())),
            // A variant is no step, or it is also a key.
            Segment::Enum { .. } | Segment::Unknown => None,
        });
        let path = Path(steps.collect());
        // serde shows the value that it refuses.
        let message =
            if self.is_secret(&path) { "is not valid".to_owned() } else { error.inner().to_string() };
        Issue { path, code: "type".to_owned(), message }
    }
}
