//! Going through a value.

use rustc_hash::FxHashSet;
use rutter_syntax::facts::TypeId;
use rutter_syntax::graph::ModuleId;

use super::classes::{self, Fate};
use super::{Channel, Offender, Outcome, Reason, Verdict};
use crate::value::{
    Action, At, Evaluator, Function, Instance, Known, Member, Object, Shape, Source, Thunk, Trail, Union,
    Value,
};

/// How deep into a value the judge looks. What lies deeper is unknown.
const DEEPEST: usize = 12;

/// How many parts of a value the judge looks at. Parts that are evaluated already cost the evaluator nothing.
const MOST_PARTS: u32 = 20_000;

/// What tells a record of a database from other objects: one of these is among its members.
const RECORD_KEYS: [&str; 3] = ["id", "_id", "uuid"];

/// Which members of declared records are to be told about.
pub(crate) type Watch<'w> = &'w dyn Fn(&str) -> bool;

/// Whether a value can cross.
pub(crate) fn judge<'a>(
    evaluator: &Evaluator<'_, 'a>,
    channel: Channel,
    watch: Option<Watch<'_>>,
    value: &Value<'a>,
) -> Verdict {
    let mut judge = Judge {
        evaluator,
        channel,
        watch,
        around: Vec::new(),
        path: Vec::new(),
        parts: 0,
        bound: None,
        promised: false,
        seen: FxHashSet::default(),
        verdict: Verdict::default(),
    };
    judge.value(value);
    judge.verdict
}

struct Judge<'e, 'p, 'a> {
    evaluator: &'e Evaluator<'p, 'a>,
    channel: Channel,
    watch: Option<Watch<'e>>,
    /// The ways of the value that is being gone through and of all that it is in, the whole first.
    around: Vec<Trail>,
    path: Vec<String>,
    /// How many parts were looked at.
    parts: u32,
    /// The position of the bound argument that is being gone through.
    bound: Option<usize>,
    /// Whether what is being gone through is what a promise is fulfilled with.
    promised: bool,
    /// The types that are being gone through. One that contains itself has nothing new to say.
    seen: FxHashSet<At<TypeId>>,
    verdict: Verdict,
}

impl<'a> Judge<'_, '_, 'a> {
    fn value(&mut self, value: &Value<'a>) {
        self.around.push(value.trail.clone());
        self.shape(value);
        self.around.pop();
    }

    fn shape(&mut self, value: &Value<'a>) {
        match &value.shape {
            Shape::Unknown | Shape::Package(_) => self.unknown(),
            Shape::Never | Shape::Null | Shape::Boolean(_) | Shape::Number(_) | Shape::String(_) => {}
            Shape::Undefined => self.offends_if(self.channel == Channel::Json, value, Reason::Undefined),
            Shape::BigInt => self.offends_if(self.channel == Channel::Json, value, Reason::BigInt),
            Shape::Symbol { registered } => {
                let can_cross = *registered && self.channel == Channel::ToClient;
                self.offends_if(!can_cross, value, Reason::Symbol);
            }
            Shape::Jsx => self.offends_if(self.channel != Channel::ToClient, value, Reason::Element),
            Shape::Object(object) => self.object(value, object),
            Shape::Array(element) => self.part("[]", element),
            Shape::Tuple(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    let step = if element.spread { "[]".to_owned() } else { format!("[{index}]") };
                    self.part(&step, &element.value);
                }
            }
            Shape::Union(union) => self.union(union),
            Shape::Action(action) if self.channel != Channel::Json => self.action(action),
            Shape::Client(_) if self.channel != Channel::Json => {}
            Shape::Action(_) | Shape::Client(_) => self.offends(value, Reason::Function(None)),
            Shape::Function(function) => match &**function {
                // Its directive is what is wrong, and that is reported.
                Function::Written { at, .. } if classes::is_meant_as_action(self.evaluator, *at) => {
                    self.unknown();
                }
                Function::Written { at, .. } => {
                    self.offends(value, classes::reason_of_function(self.evaluator, *at));
                }
                // One of the language or of Node, as `console.log`: no such is an action.
                Function::Declared { at, .. } if at.source.is_global() => {
                    self.offends(value, Reason::Function(None));
                }
                // It may be an action.
                Function::Declared { .. } | Function::Opaque => self.unknown(),
            },
            Shape::Class(class) => self.offends(value, classes::reason_of_class(self.evaluator, class)),
            Shape::Instance(instance) => self.instance(value, instance),
            // React sends the namespace of a client module as a reference; what Next makes of it was not observed.
            Shape::Module(module)
                if self.evaluator.facts(Source::Module(*module)).has_directive("use client") =>
            {
                self.unknown();
            }
            Shape::Module(module) => self.module(value, *module),
            Shape::Known(known) => self.offends(value, reason(*known)),
        }
    }

    fn object(&mut self, value: &Value<'a>, object: &Object<'a>) {
        if self.channel != Channel::Json && self.has_to_json(object) {
            let name = object.declared.and_then(|place| classes::name_of_declared(self.evaluator, place));
            self.converted(value, Reason::ToJson(name));
            return;
        }
        // An object that is written down was chosen member by member.
        let is_record = self.watch.is_some()
            && object.declared.is_some()
            && RECORD_KEYS.iter().any(|key| object.member(key).is_some())
            && !self.is_given_by_next();
        // What has such functions as members, as `Math` does, does not list them.
        let hides_functions = object.declared.is_some_and(|place| place.source.is_global());
        for member in &object.members {
            if hides_functions && matches!(self.evaluator.force(&member.value).shape, Shape::Function(_)) {
                self.unknown();
                continue;
            }
            let (offenders, watched) = (self.verdict.offenders.len(), self.verdict.watched.len());
            if is_record && self.is_watched(member) {
                let path = format!("{}.{}", self.path.concat(), member.name);
                self.verdict.watched.push(path);
            }
            self.part(&format!(".{}", member.name), &member.value);
            // An optional function of a type, as all handlers of React's are, is usually not there.
            if member.optional && self.verdict.offenders[offenders..].iter().any(|it| it.reason.is_function())
            {
                self.verdict.offenders.truncate(offenders);
                self.unknown();
            }
            // Nor is what a type says may be there: many describe all that can be asked for.
            if member.optional {
                self.verdict.watched.truncate(watched);
            }
        }
        if let Some(rest) = &object.rest {
            self.part("[]", rest);
        }
    }

    /// Whether what is being gone through comes from the URL, as the props of a page do: whoever asks for it knows it.
    fn is_given_by_next(&self) -> bool {
        let mut steps = self.around.iter().flat_map(Trail::steps);
        steps.any(|step| self.evaluator.is_given_by_next(step.place))
    }

    /// Whether a member is one to tell about: it has such a name, and holds text.
    fn is_watched(&self, member: &Member<'a>) -> bool {
        self.watch.is_some_and(|watch| watch(member.name))
            && holds_text(&self.evaluator.force(&member.value).shape)
    }

    fn has_to_json(&self, object: &Object<'a>) -> bool {
        object.member("toJSON").is_some_and(|member| {
            !member.optional && matches!(self.evaluator.force(&member.value).shape, Shape::Function(_))
        })
    }

    /// Of the branches of code each may be taken, so what one of them gives counts. Of the parts of a declared type it
    /// counts only what all of them have in common.
    fn union(&mut self, union: &Union<'a>) {
        if union.written {
            union.parts.iter().for_each(|part| self.value(part));
            return;
        }
        let before = std::mem::take(&mut self.verdict);
        let parts = union.parts.iter().filter(|part| !is_nothing(&part.shape));
        let verdicts = parts.map(|part| {
            self.value(part);
            std::mem::take(&mut self.verdict)
        });
        let verdicts: Vec<Verdict> = verdicts.collect();
        self.verdict = before;
        self.verdict.watched.extend(certainly_watched(&verdicts));
        if verdicts.iter().all(|it| it.worst().is_some()) {
            self.verdict.offenders.extend(certain(verdicts));
            return;
        }
        let unknown = verdicts.iter().find_map(|it| it.unknown.as_ref());
        let offender = || verdicts.iter().find_map(|it| it.offenders.first()).map(|it| &it.path);
        if let Some(path) = unknown.or_else(offender) {
            self.verdict.unknown.get_or_insert_with(|| path.clone());
        }
    }

    fn instance(&mut self, value: &Value<'a>, instance: &Instance<'a>) {
        match classes::fate(self.evaluator, self.channel, instance, value) {
            Fate::Fine => {}
            Fate::Holds(parts) => parts.iter().for_each(|part| self.part("[]", part)),
            Fate::Resolves(inner) => {
                let outer = std::mem::replace(&mut self.promised, true);
                self.part("", &inner);
                self.promised = outer;
            }
            Fate::Lossy(reason, parts) => {
                self.offends(value, reason);
                parts.iter().for_each(|part| self.part("[]", part));
            }
            Fate::Converted(reason) => self.converted(value, reason),
            Fate::Offends(reason) => self.offends(value, reason),
            Fate::Unknown => self.unknown(),
        }
    }

    /// What `toJSON()` returns crosses in place of the value. Where that throws, nothing arrives.
    fn converted(&mut self, value: &Value<'a>, reason: Reason) {
        let to_json = self.evaluator.member(value, "toJSON");
        let returned = self.evaluator.call(&to_json, &[]);
        let judged = |judge: &mut Self| judge.part(".toJSON()", &returned.into());
        if !self.throws(judged) {
            self.offends(value, reason);
        }
    }

    /// A copy of what a module exports crosses, if all of it can.
    fn module(&mut self, value: &Value<'a>, module: ModuleId) {
        let facts = self.evaluator.facts(Source::Module(module));
        let names = facts.exports.iter().filter(|export| !export.type_only).filter_map(|export| export.name);
        let judged = |judge: &mut Self| {
            for name in names {
                let exported = judge.evaluator.export(module, &facts[name]);
                judge.part(&format!(".{}", &facts[name]), &exported.into());
            }
        };
        if !self.throws(judged) {
            self.offends(value, Reason::Module);
        }
    }

    /// Judges parts of a value, and tells whether one of them throws. Others do not count.
    fn throws(&mut self, judged: impl FnOnce(&mut Self)) -> bool {
        let before = std::mem::take(&mut self.verdict);
        judged(self);
        let within = std::mem::replace(&mut self.verdict, before);
        let throwing = within.offenders.into_iter().filter(|it| it.reason.outcome() == Some(Outcome::Throws));
        let first = self.verdict.offenders.len();
        self.verdict.offenders.extend(throwing);
        self.verdict.offenders.len() > first
    }

    /// What `.bind` gave an action crosses with it.
    fn action(&mut self, action: &Action<'a>) {
        for (index, argument) in action.bound.iter().enumerate() {
            let outer = self.bound.replace(index + 1);
            self.part("", argument);
            self.bound = outer;
        }
    }

    fn part(&mut self, step: &str, thunk: &Thunk<'a>) {
        let key = match thunk {
            Thunk::Type(at, scope) if scope.is_empty() => Some(*at),
            _ => None,
        };
        self.parts += 1;
        if self.path.len() >= DEEPEST || self.parts > MOST_PARTS {
            self.unknown();
            return;
        }
        if key.is_some_and(|key| !self.seen.insert(key)) {
            return;
        }
        self.path.push(step.to_owned());
        self.value(&self.evaluator.force(thunk));
        self.path.pop();
        if let Some(key) = key {
            self.seen.remove(&key);
        }
    }

    fn unknown(&mut self) {
        if self.verdict.unknown.is_none() {
            self.verdict.unknown = Some(self.path.concat());
        }
    }

    fn offends_if(&mut self, offends: bool, value: &Value<'a>, reason: Reason) {
        if offends {
            self.offends(value, reason);
        }
    }

    fn offends(&mut self, value: &Value<'a>, reason: Reason) {
        // What is in something came its way, and before that its own.
        let trail = self.around.iter().flat_map(Trail::steps).cloned().collect();
        let reason = match reason {
            Reason::Component(None) => {
                Reason::Component(classes::name_on_the_way(self.evaluator, &value.trail))
            }
            _ => reason,
        };
        self.verdict.offenders.push(Offender {
            path: self.path.concat(),
            reason,
            trail,
            promised: self.promised,
            bound: self.bound,
        });
    }
}

/// What to tell of the parts of a declared type, each of which offends: what offends in all of them. Where nothing does,
/// any of them may be what occurs, and what is declared last is told.
fn certain(mut verdicts: Vec<Verdict>) -> Vec<Offender> {
    let Some(last) = verdicts.pop() else { return Vec::new() };
    let offends = |verdict: &Verdict, path: &str| {
        verdict.offenders.iter().any(|it| it.path == path && it.reason.outcome().is_some())
    };
    let (common, others): (Vec<_>, Vec<_>) = last.offenders.into_iter().partition(|offender| {
        offender.reason.outcome().is_some() && verdicts.iter().all(|it| offends(it, &offender.path))
    });
    if common.is_empty() { others } else { common }
}

/// What is watched for and there in all parts of a declared type.
fn certainly_watched(verdicts: &[Verdict]) -> Vec<String> {
    let Some((first, others)) = verdicts.split_first() else { return Vec::new() };
    let is_in_all = |path: &&String| others.iter().all(|it| it.watched.contains(path));
    first.watched.iter().filter(is_in_all).cloned().collect()
}

fn holds_text(shape: &Shape<'_>) -> bool {
    match shape {
        Shape::String(_) => true,
        Shape::Union(union) => union.parts.iter().any(|part| holds_text(&part.shape)),
        _ => false,
    }
}

/// Whether a part of a union stands for there being nothing: `null`, `undefined`, `[]`.
fn is_nothing(shape: &Shape<'_>) -> bool {
    match shape {
        Shape::Tuple(elements) => elements.is_empty(),
        shape => shape.is_nullish(),
    }
}

fn reason(known: Known) -> Reason {
    match known {
        Known::RegExp => Reason::Instance("RegExp".to_owned()),
        Known::NullPrototype(how) => Reason::NullPrototype(how),
        Known::Meta => Reason::NullPrototype("import.meta"),
        Known::Component(_) => Reason::Component(None),
    }
}
