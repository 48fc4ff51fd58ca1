//! The comparison of two contracts: what is compared with what, and what is told of whom.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::contract::Contract;
use crate::ty::Type;
use crate::url::{RouteParams, SearchParams};

use super::at::At;
use super::change::{Audience, Change, Code, Effect, Subject};
use super::endpoint::roots;
use super::users::{Holder, Use, Users, used, writes_out};
use super::walk::{Finding, Position, Walk};

/// What differs between two contracts: first what is about routes, then endpoints, then types.
pub fn diff(before: &Contract, after: &Contract) -> Vec<Change> {
    let mut comparison = Comparison {
        before,
        after,
        walk: Walk::new(&before.types, &after.types),
        users: Users::default(),
        queue: VecDeque::new(),
        changes: Vec::new(),
        of_types: BTreeMap::new(),
    };
    comparison.endpoints();
    comparison.pages();
    comparison.forms();
    comparison.named_types();
    comparison.unused_types();
    comparison.finish()
}

pub(super) struct Comparison<'c> {
    pub(super) before: &'c Contract,
    pub(super) after: &'c Contract,
    walk: Walk<'c>,
    users: Users<'c>,
    /// The named types that are still to be compared.
    queue: VecDeque<Use<'c>>,
    changes: Vec<Change>,
    /// What was found of named types, once for each way in which it was found.
    of_types: BTreeMap<(Subject, Audience, Finding), BTreeSet<String>>,
}

impl<'c> Comparison<'c> {
    /// Compares something that has a name for readers. `user` is what it is to the types in it.
    pub(super) fn root(
        &mut self,
        subject: &Subject,
        user: String,
        position: Position,
        compare: impl FnOnce(&mut Walk<'c>),
    ) {
        self.walk.position = position;
        compare(&mut self.walk);
        for Finding { at, effect, code, said } in self.walk.take_found() {
            self.changes.push(Change {
                subject: subject.clone(),
                at,
                effect,
                audience: position.audience(),
                code,
                before: said.before,
                after: said.after,
                message: said.message,
                why: said.why.to_owned(),
                used_by: Vec::new(),
            });
        }
        self.enqueue(Some(&Holder::Root(user)), position);
    }

    /// Tells of something as a whole.
    pub(super) fn tell(&mut self, subject: Subject, effect: Effect, audience: Audience, said: Whole) {
        let Whole { code, before, after, message, why } = said;
        let why = why.to_owned();
        let at = String::new();
        let used_by = Vec::new();
        self.changes.push(Change {
            subject,
            at,
            effect,
            audience,
            code,
            before,
            after,
            message,
            why,
            used_by,
        });
    }

    fn enqueue(&mut self, holder: Option<&Holder<'c>>, position: Position) {
        for pair in std::mem::take(&mut self.walk.met) {
            if self.users.hold(holder.cloned(), (pair, position)) {
                self.queue.push_back((pair, position));
            }
        }
    }

    /// What structs declare of the URLs of pages.
    fn pages(&mut self) {
        let (before, after) =
            (pages(&self.before.params, page_of_params), pages(&self.after.params, page_of_params));
        for ((app, pattern, path), new) in &after {
            let subject = Subject::Route { app: (*app).to_owned(), pattern: (*pattern).to_owned() };
            let at = At::start("params");
            let old = before.get(&(*app, *pattern, *path)).or_else(|| {
                // A struct that was moved or renamed declares the same.
                before.iter().find(|((a, p, _), _)| (a, p) == (app, pattern)).map(|(_, old)| old)
            });
            self.root(&subject, format!("{pattern} params"), Position::Link, |walk| match old {
                Some(old) => walk.params(&old.fields, &new.fields, &at),
                None => walk.params_declared(&new.fields, &at),
            });
        }
        let (before, after) =
            (pages(&self.before.search, page_of_search), pages(&self.after.search, page_of_search));
        for ((app, pattern, path), new) in &after {
            let subject = Subject::Route { app: (*app).to_owned(), pattern: (*pattern).to_owned() };
            let old = before.get(&(*app, *pattern, *path)).or_else(|| {
                before.iter().find(|((a, p, _), _)| (a, p) == (app, pattern)).map(|(_, old)| old)
            });
            self.root(&subject, format!("{pattern} search"), Position::Link, |walk| {
                walk.search(old.map_or(&[], |old| &old.fields), &new.fields, &At::start("search"));
            });
        }
        self.other_search();
    }

    /// Search params that belong to no page and to no endpoint.
    fn other_search(&mut self) {
        let of_endpoints: BTreeSet<&str> =
            self.after.endpoints.iter().filter_map(|endpoint| endpoint.search.as_deref()).collect();
        for (path, new) in &self.after.search {
            let Some(old) = self.before.search.get(path) else { continue };
            if page_of_search(new).is_none() && !of_endpoints.contains(path.as_str()) {
                let subject = Subject::Search { path: path.clone() };
                self.root(&subject, format!("search params {path}"), Position::Query, |walk| {
                    walk.search(&old.fields, &new.fields, &At::start(""));
                });
            }
        }
    }

    /// The types that are read from forms, whether an endpoint says so or not.
    fn forms(&mut self) {
        for form in &self.before.forms {
            let Some((old, definition)) = self.before.types.get_key_value(form) else { continue };
            if let Some((new, _)) = self.after.types.get_key_value(form)
                && self.after.forms.contains(form)
            {
                self.walk.met.push((old, new));
                self.enqueue(Some(&Holder::Root(format!("form {}", definition.name))), Position::Form);
            }
        }
    }

    /// Every named type that is used, each once for every way in which it is.
    fn named_types(&mut self) {
        while let Some(held) = self.queue.pop_front() {
            let ((old, new), position) = held;
            self.walk.position = position;
            let definitions =
                (self.walk.definition(self.walk.before, old), self.walk.definition(self.walk.after, new));
            if let (Some(before), Some(after)) = definitions {
                self.walk.ty(before, after, &At::start(""));
            }
            self.enqueue(Some(&Holder::Type(held)), position);
            self.renamed(old, new);
            let found = self.walk.take_found();
            if !found.is_empty() {
                let users = self.users.of(held);
                let subject = self.type_subject(new);
                for finding in found {
                    let key = (subject.clone(), position.audience(), finding);
                    self.of_types.entry(key).or_default().extend(users.iter().cloned());
                }
            }
        }
    }

    fn type_subject(&self, path: &str) -> Subject {
        let name = self.after.types.get(path).or_else(|| self.before.types.get(path));
        let name = name.map_or_else(|| path.to_owned(), |definition| definition.name.clone());
        Subject::Type { name, path: path.to_owned() }
    }

    fn renamed(&mut self, old: &str, new: &str) {
        let (Some(before), Some(after)) = (self.before.types.get(old), self.after.types.get(new)) else {
            return;
        };
        if before.name == after.name {
            return;
        }
        let subject = self.type_subject(new);
        let is_told = |change: &Change| change.code == Code::TypeRenamed && change.subject == subject;
        if !self.changes.iter().any(is_told) {
            let said = Whole {
                code: Code::TypeRenamed,
                before: Some(before.name.clone()),
                after: Some(after.name.clone()),
                message: format!("was called `{}`", before.name),
                why: "what is sent and answered is the same; code that imports the generated type must name it anew",
            };
            self.tell(subject, Effect::Breaking, Audience::Code, said);
        }
    }

    /// The types that nothing uses, which may go either way.
    fn unused_types(&mut self) {
        let used: BTreeSet<&str> = used(self.before).union(&used(self.after)).copied().collect();
        for (path, definition) in &self.before.types {
            if used.contains(path.as_str()) {
                continue;
            }
            let Some((new, _)) = self.after.types.get_key_value(path) else {
                let subject = self.type_subject(path);
                let said = Whole {
                    code: Code::TypeRemoved,
                    before: Some(definition.name.clone()),
                    after: None,
                    message: "is gone".to_owned(),
                    why: "no endpoint uses it, but code that imports the generated type does not find it",
                };
                self.tell(subject, Effect::Breaking, Audience::Code, said);
                continue;
            };
            let mut is_written_out = false;
            for (holder, position) in self.writing_out(&definition.request) {
                is_written_out = true;
                self.walk.met.push((path, new));
                self.enqueue(Some(&holder), position);
            }
            if !is_written_out {
                for position in [Position::Json, Position::Response] {
                    self.walk.met.push((path, new));
                    self.enqueue(None, position);
                }
            }
        }
        self.named_types();
    }

    /// Who holds a type that nothing refers to, because it is written out where it is used.
    fn writing_out(&self, ty: &Type) -> Vec<(Holder<'c>, Position)> {
        let definition = |path, position: Position| {
            let definition = self.before.types.get(path)?;
            Some(if position.is_response() { definition.response() } else { &definition.request })
        };
        let of_types = self.users.held().into_iter().filter(|((path, _), position)| {
            definition(*path, *position).is_some_and(|holder| writes_out(holder, ty))
        });
        let of_types = of_types.map(|held| (Holder::Type(held), held.1));
        let of_endpoints = self.before.endpoints.iter().flat_map(roots);
        let of_endpoints = of_endpoints.filter(|(_, _, holder)| writes_out(holder, ty));
        of_types.chain(of_endpoints.map(|(user, position, _)| (Holder::Root(user), position))).collect()
    }

    /// All changes, in order.
    fn finish(mut self) -> Vec<Change> {
        for ((subject, audience, finding), users) in self.of_types {
            let Finding { at, effect, code, said } = finding;
            self.changes.push(Change {
                subject,
                at,
                effect,
                audience,
                code,
                before: said.before,
                after: said.after,
                message: said.message,
                why: said.why.to_owned(),
                used_by: users.into_iter().collect(),
            });
        }
        self.changes.sort();
        self.changes.dedup();
        self.changes
    }
}

/// What is told of something as a whole.
pub(super) struct Whole {
    pub(super) code: Code,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) message: String,
    pub(super) why: &'static str,
}

/// An app, a route of it, and the path of the struct that declares something of it.
type Page<'c> = (&'c str, &'c str, &'c str);

fn pages<'c, T>(
    structs: &'c BTreeMap<String, T>,
    page: impl Fn(&'c T) -> Option<(&'c str, &'c str)>,
) -> BTreeMap<Page<'c>, &'c T> {
    let keyed = |(path, declared): (&'c String, &'c T)| {
        let (app, pattern) = page(declared)?;
        Some(((app, pattern, path.as_str()), declared))
    };
    structs.iter().filter_map(keyed).collect()
}

fn page_of_params(params: &RouteParams) -> Option<(&str, &str)> {
    Some((params.app.as_deref()?, &params.pattern))
}

fn page_of_search(search: &SearchParams) -> Option<(&str, &str)> {
    Some((search.app.as_deref()?, search.pattern.as_deref()?))
}
