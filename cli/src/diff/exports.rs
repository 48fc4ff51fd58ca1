//! The names that the generated modules export, before and after.

use std::collections::{BTreeMap, BTreeSet};

use rutter_codegen::{Export, ExportKind, Source, exports};
use rutter_contract::diff::{Audience, Change, Code, Effect, Subject};
use rutter_contract::{Contract, Presence, Type};
use rutter_routes::Pattern;

use super::routes::outline;

/// The names that differ of what is there before and after. What is gone, has moved or is called otherwise in Rust is in `told`,
/// and not told again.
pub(super) fn compare(before: &Contract, after: &Contract, told: &[Change]) -> Vec<Change> {
    let (old, new) = (exports(before), exports(after));
    let comparison = Comparison { before, after, new: &new };
    let counterparts: BTreeMap<(Key, ExportKind), &Export> =
        new.iter().map(|export| ((key(&export.of), export.kind), export)).collect();
    let mut renamed: BTreeMap<Key, Vec<(&Export, &Export)>> = BTreeMap::new();
    for was in &old {
        let key = key(&was.of);
        if let Some(is) = counterparts.get(&(key.clone(), was.kind))
            && (&was.module, &was.name) != (&is.module, &is.name)
            && comparison.breaks(was)
        {
            renamed.entry(key).or_default().push((was, is));
        }
    }
    let is_told = |subject: &Subject| {
        let is_name = |code| matches!(code, Code::EndpointRenamed | Code::TypeRenamed);
        told.iter().any(|change| is_name(change.code) && change.subject == *subject)
    };
    let changes = renamed.into_values().filter_map(|renamed| comparison.change(&renamed));
    changes.filter(|change| !is_told(&change.subject)).collect()
}

/// What is one thing before and after. The names of the params of a path do not count.
type Key = (Option<&'static str>, Vec<String>);

fn key(of: &Source) -> Key {
    match of {
        Source::Endpoint(method, pattern) => {
            let pattern = Pattern::new(pattern);
            let parts = outline(&pattern).into_iter().map(|part| part.unwrap_or("[]").to_owned());
            (Some(method.as_str()), parts.collect())
        }
        Source::Type(path) => (None, vec![path.clone()]),
    }
}

struct Comparison<'c> {
    before: &'c Contract,
    after: &'c Contract,
    new: &'c [Export],
}

impl Comparison<'_> {
    /// Whether code with the old name is wrong now. As soon as what may be sent differs from what comes of it, only what may be
    /// sent gets another name; who sends the old type is wrong only if there is more to write.
    fn breaks(&self, was: &Export) -> bool {
        let Source::Type(path) = &was.of else { return true };
        let is_still_of_type =
            self.new.iter().any(|is| (&is.of, &is.module, &is.name) == (&was.of, &was.module, &was.name));
        if !is_still_of_type {
            return true;
        }
        let to_write = |contract, with_defaults| fields(contract, path, with_defaults);
        match (to_write(self.before, false), to_write(self.after, true)) {
            (Some(before), Some(after)) => was.kind == ExportKind::Sent && !after.is_subset(&before),
            _ => was.kind == ExportKind::Sent,
        }
    }

    /// What is told of the exports of one endpoint or type.
    fn change(&self, renamed: &[(&Export, &Export)]) -> Option<Change> {
        let (was, is) = renamed.first()?;
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for (was, is) in renamed {
            let pair = match was.name == is.name {
                true => (was.module.as_str(), is.module.as_str()),
                false => (was.name.as_str(), is.name.as_str()),
            };
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        let said: Vec<String> = pairs.iter().map(|(was, is)| format!("`{was}` is `{is}`")).collect();
        let (old, new): (Vec<&str>, Vec<&str>) = pairs.into_iter().unzip();
        Some(Change {
            subject: self.subject(&is.of),
            at: String::new(),
            effect: Effect::Breaking,
            audience: Audience::Code,
            code: Code::ExportRenamed,
            before: Some(old.join(", ")),
            after: Some(new.join(", ")),
            message: format!("of what is generated, {} now", said.join(", ")),
            why: self.why(was, is),
            used_by: Vec::new(),
        })
    }

    fn subject(&self, of: &Source) -> Subject {
        match of {
            Source::Endpoint(method, pattern) => {
                Subject::Endpoint { method: method.as_str(), pattern: pattern.clone() }
            }
            Source::Type(path) => {
                let name = self.after.types.get(path).map_or(path, |definition| &definition.name);
                Subject::Type { name: name.clone(), path: path.clone() }
            }
        }
    }

    /// What took the name, and how to get it back.
    fn why(&self, was: &Export, is: &Export) -> String {
        let effect = "code that imports the old name does not find it";
        match &is.of {
            Source::Endpoint(method, pattern) => {
                let endpoints = &self.after.endpoints;
                let this = endpoints.iter().find(|it| (it.method, &it.pattern) == (*method, pattern));
                let other = this.and_then(|this| {
                    endpoints.iter().find(|it| {
                        it.name == this.name && (it.method, &it.pattern) != (this.method, &this.pattern)
                    })
                });
                match (other, was.name == is.name) {
                    (Some(other), false) => format!(
                        "{effect}; it stays if the handler of {} {}, which is `{}` too, gets another name",
                        other.method.as_str(),
                        other.pattern,
                        other.name
                    ),
                    _ => effect.to_owned(),
                }
            }
            Source::Type(_) => {
                let taker = self.new.iter().find(|export| {
                    (&export.module, &export.name) == (&was.module, &was.name) && export.of != was.of
                });
                match taker.map(|export| &export.of) {
                    Some(Source::Type(taker)) => format!(
                        "the old name is that of `{taker}` now; another name for that, by `#[schemars(rename = \"..\")]`, gives it back"
                    ),
                    _ if was.kind == ExportKind::Sent => format!(
                        "what may be sent has a type of its own now; code that writes out a `{}` to send it lacks fields",
                        was.name
                    ),
                    _ => effect.to_owned(),
                }
            }
        }
    }
}

/// The fields of a request that must be written out, if it is a plain object.
fn fields<'c>(contract: &'c Contract, path: &str, with_defaults: bool) -> Option<BTreeSet<&'c str>> {
    let Type::Object(object) = &contract.types.get(path)?.request else { return None };
    let written = object.fields.iter().filter(|field| match field.presence {
        Presence::Required => true,
        Presence::Default(_) => with_defaults,
        Presence::Optional => false,
    });
    Some(written.map(|field| field.name.as_str()).collect())
}
