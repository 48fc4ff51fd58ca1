//! What a query gives: a record as `select`, `include` and `omit` make it.
//!
//! The arguments are whatever the code gives, evaluated like any other value. What of them is not known makes those
//! members unknown that it could have changed.

use std::sync::Arc;

use super::super::super::evaluator::Evaluator;
use super::super::super::shape::{Member, Object, Shape, Value};
use super::super::super::thunk::Thunk;
use super::extension::Extensions;

/// The parts of a model, from the type `User$$` of the generated text.
pub(super) struct Model<'a> {
    pub(super) name: &'a str,
    pub(super) scalars: Arc<Object<'a>>,
    relations: Arc<Object<'a>>,
}

/// What was asked for at one level of a query.
struct Query<'q, 'p, 'a> {
    evaluator: &'q Evaluator<'p, 'a>,
    extensions: &'q Extensions<'a>,
    /// What the client was told to leave out of every record, by model.
    omitted: Option<&'q Object<'a>>,
}

/// `$Payload<Model, Args, Extensions, Options>`.
pub(super) fn payload<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Thunk<'a>]) -> Option<Value<'a>> {
    let [model, args, extensions, options, given] = arguments else { return None };
    let options = evaluator.force(options);
    let omitted = object(&options).and_then(|options| literal(evaluator, options, "omit"));
    let query = Query {
        evaluator,
        extensions: &Extensions::of(evaluator, extensions, given),
        omitted: omitted.as_ref().and_then(object),
    };
    query.record(&Model::of(evaluator, &evaluator.force(model))?, &evaluator.force(args))
}

impl<'a> Model<'a> {
    pub(super) fn of(evaluator: &Evaluator<'_, 'a>, model: &Value<'a>) -> Option<Self> {
        let model = object(model)?;
        let part = |name| Some(evaluator.force(&model.member(name)?.value));
        let Shape::String(Some(name)) = part("name")?.shape else { return None };
        Some(Self { name, scalars: shared(&part("scalars")?)?, relations: shared(&part("relations")?)? })
    }
}

impl<'a> Query<'_, '_, 'a> {
    /// What a record of a model is. None where it cannot be told.
    fn record(&self, model: &Model<'a>, args: &Value<'a>) -> Option<Value<'a>> {
        self.evaluator.bounded(|| self.record_of(model, args)).flatten()
    }

    fn record_of(&self, model: &Model<'a>, args: &Value<'a>) -> Option<Value<'a>> {
        if let Shape::Union(union) = &args.shape
            && union.written
        {
            let records = union.parts.iter().map(|part| self.record(model, part));
            return Some(Value::one_of(records.collect::<Option<Vec<_>>>()?, true));
        }
        if args.shape.is_nullish() {
            return self.record(model, &Shape::object(Vec::new()).into());
        }
        let args = object(args)?;
        let asked = |name| asked(self.evaluator, args, name);
        let mut record = match asked("select")? {
            Some(select) => {
                let mut record = Object::default();
                self.add(&mut record, model, &select);
                record
            }
            // Anything may be selected by what is not known.
            None if args.rest.is_some() => return None,
            None => {
                let mut record = (*model.scalars).clone();
                record.declared = None;
                let local = asked("omit")?;
                self.omit(&mut record, model, local.as_deref());
                if let Some(include) = asked("include")? {
                    self.add(&mut record, model, &include);
                }
                record
            }
        };
        for field in self.extensions.fields_of(model.name)? {
            match record.members.iter_mut().find(|member| member.name == field) {
                Some(member) => member.value = Thunk::unknown(),
                None => record.rest = Some(Thunk::unknown()),
            }
        }
        Some(Shape::Object(Arc::new(record)).into())
    }

    /// Adds what `select` or `include` names.
    fn add(&self, record: &mut Object<'a>, model: &Model<'a>, asked: &Object<'a>) {
        for member in &asked.members {
            let wanted = self.evaluator.force(&member.value);
            let field = self.field(model, member.name, &wanted);
            let Some(value) = field else { continue };
            let optional =
                member.optional || !matches!(wanted.shape, Shape::Boolean(Some(true)) | Shape::Object(_));
            record.set(Member { name: member.name, value, optional, place: member.place });
        }
        if asked.rest.is_some() {
            record.rest = Some(Thunk::unknown());
        }
    }

    /// One field as it was asked for; none if it was asked not to be there.
    fn field(&self, model: &Model<'a>, name: &str, wanted: &Value<'a>) -> Option<Thunk<'a>> {
        match &wanted.shape {
            Shape::Boolean(Some(false)) | Shape::Undefined | Shape::Null | Shape::Never => return None,
            Shape::Boolean(_) | Shape::Object(_) => {}
            Shape::Union(union) if union.written => {
                let fields = union.parts.iter().filter_map(|part| self.field(model, name, part));
                let fields: Vec<_> = fields.map(|field| self.evaluator.force(&field)).collect();
                return (!fields.is_empty()).then(|| Value::one_of(fields, true).into());
            }
            _ => return Some(Thunk::unknown()),
        }
        if name == "_count" {
            let counts = Object { rest: Some(Shape::Number(None).into()), ..Object::default() };
            return Some(Shape::Object(Arc::new(counts)).into());
        }
        if let Some(relation) = model.relations.member(name) {
            let related = self.evaluator.force(&relation.value);
            return Some(self.related(&related, wanted).unwrap_or_else(Value::unknown).into());
        }
        match (model.scalars.member(name), &wanted.shape) {
            (Some(scalar), Shape::Boolean(_)) => Some(scalar.value.clone()),
            // A field of an extension, or a part of a composite type.
            _ => Some(Thunk::unknown()),
        }
    }

    /// A relation: the record, a list of them, or one that may be missing.
    fn related(&self, related: &Value<'a>, wanted: &Value<'a>) -> Option<Value<'a>> {
        match &related.shape {
            Shape::Array(element) => {
                let element = self.related(&self.evaluator.force(element), wanted)?;
                Some(Shape::array(element).into())
            }
            Shape::Union(union) => {
                let parts = union.parts.iter().map(|part| match part.shape.is_nullish() {
                    true => Some(part.clone()),
                    false => self.related(part, wanted),
                });
                Some(Value::one_of(parts.collect::<Option<Vec<_>>>()?, union.written))
            }
            _ => {
                let nothing = Shape::object(Vec::new()).into();
                let args = if object(wanted).is_some() { wanted } else { &nothing };
                self.record(&Model::of(self.evaluator, related)?, args)
            }
        }
    }

    /// Takes away what `omit` names, here or for the whole client. What is said here comes first.
    fn omit(&self, record: &mut Object<'a>, model: &Model<'a>, local: Option<&Object<'a>>) {
        let of_client = self.omitted.and_then(|omitted| literal(self.evaluator, omitted, model.name));
        let of_client = of_client.as_ref().and_then(object);
        let says = |omit: Option<&Object<'a>>, name: &str| {
            omit.and_then(|omit| omit.member(name)).map(|member| self.evaluator.force(&member.value).shape)
        };
        record.members.retain_mut(|member| {
            match says(local, member.name).or_else(|| says(of_client, member.name)) {
                None | Some(Shape::Boolean(Some(false)) | Shape::Undefined) => true,
                Some(Shape::Boolean(Some(true))) => false,
                Some(_) => {
                    member.optional = true;
                    true
                }
            }
        });
        if local.is_some_and(|omit| omit.rest.is_some()) {
            record.members.iter_mut().for_each(|member| member.optional = true);
        }
    }
}

/// `$Aggregate<Model, Args, Extensions>`: what `aggregate` gives, and each group of `groupBy`.
pub(super) fn aggregate<'a>(evaluator: &Evaluator<'_, 'a>, arguments: &[Thunk<'a>]) -> Option<Value<'a>> {
    let [model, args, extensions, given] = arguments else { return None };
    let model = Model::of(evaluator, &evaluator.force(model))?;
    Extensions::of(evaluator, extensions, given).fields_of(model.name)?;
    let args = evaluator.force(args);
    let args = object(&args).filter(|args| args.rest.is_none())?;
    let mut result = Object::default();
    for member in &args.members {
        let wanted = evaluator.force(&member.value);
        let value = match member.name {
            "by" => {
                for (name, place) in names(evaluator, &wanted)?.into_iter().map(|name| (name, member.place)) {
                    let scalar = model.scalars.member(name)?;
                    result.set(Member { place, ..scalar.clone() });
                }
                continue;
            }
            "_count" if object(&wanted).is_none() => Shape::Number(None).into(),
            "_count" | "_sum" | "_avg" | "_min" | "_max" => {
                let fields = object(&wanted)?;
                let field = |field: &Member<'a>| Member {
                    value: match (member.name, model.scalars.member(field.name)) {
                        ("_count", _) => Shape::Number(None).into(),
                        (_, Some(scalar)) => combined(evaluator, member.name, &scalar.value),
                        _ => Thunk::unknown(),
                    },
                    ..field.clone()
                };
                Shape::object(fields.members.iter().map(field).collect()).into()
            }
            _ => continue,
        };
        result.set(Member { name: member.name, value, optional: member.optional, place: member.place });
    }
    Some(Shape::Object(Arc::new(result)).into())
}

/// What the values of a field come to: null where there are none. The average of whole numbers is a number.
fn combined<'a>(evaluator: &Evaluator<'_, 'a>, how: &str, scalar: &Thunk<'a>) -> Thunk<'a> {
    let one = evaluator.force(scalar).without_nullish();
    let one =
        if how == "_avg" && matches!(one.shape, Shape::BigInt) { Shape::Number(None).into() } else { one };
    Value::one_of([one, Shape::Null.into()], false).into()
}

/// The strings of `'a'` or `['a', 'b']`.
fn names<'a>(evaluator: &Evaluator<'_, 'a>, value: &Value<'a>) -> Option<Vec<&'a str>> {
    match &value.shape {
        Shape::String(Some(name)) => Some(vec![name]),
        Shape::Tuple(elements) => elements
            .iter()
            .map(|element| match evaluator.force(&element.value).shape {
                Shape::String(Some(name)) if !element.spread => Some(name),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

pub(super) fn object<'v, 'a>(value: &'v Value<'a>) -> Option<&'v Object<'a>> {
    match &value.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

fn shared<'a>(value: &Value<'a>) -> Option<Arc<Object<'a>>> {
    match &value.shape {
        Shape::Object(object) => Some(Arc::clone(object)),
        _ => None,
    }
}

/// A member of an object, if it is there.
fn literal<'a>(evaluator: &Evaluator<'_, 'a>, of: &Object<'a>, name: &str) -> Option<Value<'a>> {
    Some(evaluator.force(&of.member(name)?.value))
}

/// What an argument names. None where that cannot be told; `Some(None)` where it names nothing.
#[expect(clippy::option_option, reason = "the two are not known, and known not to be there")]
fn asked<'a>(
    evaluator: &Evaluator<'_, 'a>,
    args: &Object<'a>,
    name: &str,
) -> Option<Option<Arc<Object<'a>>>> {
    let Some(member) = args.member(name) else { return Some(None) };
    let value = evaluator.force(&member.value);
    match &value.shape {
        shape if shape.is_nullish() => Some(None),
        Shape::Object(object) if !member.optional => Some(Some(Arc::clone(object))),
        _ => None,
    }
}
