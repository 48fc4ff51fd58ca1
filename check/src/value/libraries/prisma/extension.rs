//! What `$extends` changes of what queries give.

use super::super::super::evaluator::Evaluator;
use super::super::super::shape::{Object, Shape, Value};
use super::payload::object;

/// The extensions of a client. See <https://www.prisma.io/docs/orm/prisma-client/client-extensions>.
#[derive(Default)]
pub(super) struct Extensions<'a> {
    /// Whether one of them may change any result: a function that nobody looked into, or one that is not known.
    are_unknown: bool,
    /// The models whose queries or methods are replaced.
    changed: Vec<&'a str>,
    /// The models and fields that are computed.
    computed: Vec<(&'a str, &'a str)>,
}

/// How an extension names all models.
const ALL: &str = "$allModels";

impl<'a> Extensions<'a> {
    /// The extensions of a client: `{}`, or a pair of those before and the last.
    pub(super) fn of(evaluator: &Evaluator<'_, 'a>, value: &Value<'a>) -> Self {
        let mut extensions = Self::default();
        extensions.add(evaluator, value);
        extensions
    }

    /// The fields of a model that are computed. None where all of what its queries give may be something else.
    pub(super) fn fields_of(&self, model: &str) -> Option<Vec<&'a str>> {
        let is_meant = |name: &str| name == model || name == ALL;
        if self.are_unknown || self.changed.iter().any(|name| is_meant(name)) {
            return None;
        }
        Some(self.computed.iter().filter(|(name, _)| is_meant(name)).map(|(_, field)| *field).collect())
    }

    fn add(&mut self, evaluator: &Evaluator<'_, 'a>, value: &Value<'a>) {
        match &value.shape {
            Shape::Tuple(parts) => parts.iter().for_each(|part| self.add(evaluator, &evaluator.force(&part.value))),
            Shape::Object(extension) if extension.rest.is_none() => self.add_one(evaluator, extension),
            _ => self.are_unknown = true,
        }
    }

    fn add_one(&mut self, evaluator: &Evaluator<'_, 'a>, extension: &Object<'a>) {
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
                let members = evaluator.force(&model.value);
                match (part.name, object(&members).filter(|members| members.rest.is_none())) {
                    ("result", Some(fields)) => {
                        self.computed.extend(fields.members.iter().map(|field| (model.name, field.name)));
                    }
                    // Methods that have names of their own replace none.
                    ("model", Some(methods)) if !methods.members.iter().any(|it| is_query(it.name)) => {}
                    ("query", _) if model.name == "$allOperations" => self.are_unknown = true,
                    // Raw queries give what is not known anyway.
                    ("query", _) if model.name.starts_with('$') && model.name != ALL => {}
                    _ => self.changed.push(model.name),
                }
            }
        }
    }
}

/// Whether a method of that name may stand in the place of one of Prisma's own.
fn is_query(name: &str) -> bool {
    let verbs = ["aggregate", "count", "create", "delete", "find", "group", "update", "upsert"];
    verbs.iter().any(|verb| name.starts_with(verb))
}
