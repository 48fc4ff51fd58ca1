//! What `$extends` changes of what queries give.
//!
//! See <https://www.prisma.io/docs/orm/prisma-client/client-extensions>.

use super::super::super::evaluator::Evaluator;
use super::super::super::shape::{Object, Shape, Value};
use super::super::super::thunk::Thunk;
use super::payload::object;

/// The extensions of a client.
#[derive(Default)]
pub(super) struct Extensions<'a> {
    /// Whether one of them may change any result.
    are_unknown: bool,
    /// The models whose queries may give something else.
    changed: Vec<&'a str>,
    /// The models and fields that are computed.
    computed: Vec<(&'a str, &'a str)>,
}

/// How an extension names all models.
const ALL_MODELS: &str = "$allModels";

/// How it names all queries.
const ALL_OPERATIONS: &str = "$allOperations";

/// The class of what the query gives that an extension is given to run.
const RESULT: &str = "$Result";

impl<'a> Extensions<'a> {
    /// The extensions of a client: `{}`, or a pair of those before and the last. `given` is what can be given to one
    /// of them: a query whose result can be told from all else.
    pub(super) fn of(evaluator: &Evaluator<'_, 'a>, extensions: &Thunk<'a>, given: &Thunk<'a>) -> Self {
        let mut all = Self::default();
        all.add(evaluator, extensions, given);
        all
    }

    /// The fields of a model that are computed. None where all of what its queries give may be something else.
    pub(super) fn fields_of(&self, model: &str) -> Option<Vec<&'a str>> {
        let is_meant = |name: &str| name == model || name == ALL_MODELS;
        if self.are_unknown || self.changed.iter().any(|name| is_meant(name)) {
            return None;
        }
        Some(self.computed.iter().filter(|(name, _)| is_meant(name)).map(|(_, field)| *field).collect())
    }

    fn add(&mut self, evaluator: &Evaluator<'_, 'a>, extensions: &Thunk<'a>, given: &Thunk<'a>) {
        let added = evaluator.bounded(|| self.add_all(evaluator, extensions, given));
        self.are_unknown |= added.is_none();
    }

    fn add_all(&mut self, evaluator: &Evaluator<'_, 'a>, extensions: &Thunk<'a>, given: &Thunk<'a>) {
        match &evaluator.force(extensions).shape {
            Shape::Tuple(parts) => parts.iter().for_each(|part| self.add(evaluator, &part.value, given)),
            Shape::Object(extension) if extension.rest.is_none() => {
                self.add_one(evaluator, extension, given);
            }
            _ => self.are_unknown = true,
        }
    }

    fn add_one(&mut self, evaluator: &Evaluator<'_, 'a>, extension: &Object<'a>, given: &Thunk<'a>) {
        for part in &extension.members {
            if matches!(part.name, "name" | "client") {
                continue;
            }
            let models = evaluator.force(&part.value);
            let Some(models) = object(&models).filter(|models| models.rest.is_none()) else {
                self.are_unknown = true;
                return;
            };
            for model in &models.members {
                let value = evaluator.force(&model.value);
                let members = object(&value).filter(|members| members.rest.is_none());
                let changes_nothing_else = match (part.name, members) {
                    ("result", Some(fields)) => {
                        self.computed.extend(fields.members.iter().map(|field| (model.name, field.name)));
                        true
                    }
                    // Methods that have names of their own replace none.
                    ("model", Some(methods)) => !methods.members.iter().any(|it| is_query(it.name)),
                    ("query", Some(queries)) => queries
                        .members
                        .iter()
                        .all(|it| passes_on(evaluator, &evaluator.force(&it.value), given)),
                    ("query", None) => is_raw(model.name) || passes_on(evaluator, &value, given),
                    _ => false,
                };
                if !changes_nothing_else {
                    self.are_unknown |= model.name == ALL_OPERATIONS;
                    self.changed.push(model.name);
                }
            }
        }
    }
}

/// Whether an extension of a query gives what the query gives.
fn passes_on<'a>(evaluator: &Evaluator<'_, 'a>, extension: &Value<'a>, given: &Thunk<'a>) -> bool {
    let result = evaluator.call(extension, std::slice::from_ref(given));
    is_result(evaluator, &evaluator.awaited(&result))
}

fn is_result(evaluator: &Evaluator<'_, '_>, value: &Value<'_>) -> bool {
    match &value.shape {
        Shape::Instance(instance) => {
            let facts = evaluator.facts(instance.class.source);
            facts[instance.class.id].name.is_some_and(|name| &facts[name] == RESULT)
        }
        Shape::Union(union) => union.parts.iter().all(|part| is_result(evaluator, part)),
        _ => false,
    }
}

/// Whether an extension is one of raw queries, which give what is not known anyway.
fn is_raw(name: &str) -> bool {
    name.starts_with('$') && name != ALL_MODELS && name != ALL_OPERATIONS
}

/// Whether a method of that name may stand in the place of one of Prisma's own.
fn is_query(name: &str) -> bool {
    let verbs = ["aggregate", "count", "create", "delete", "find", "group", "update", "upsert"];
    verbs.iter().any(|verb| name.starts_with(verb))
}
