//! Endpoints: which are one before and after, and what they take and give.

use std::collections::BTreeMap;

use crate::endpoint::{Body, BodyKind, Endpoint, Response};
use crate::ty::Type;
use crate::url::UrlField;

use super::at::At;
use super::change::{Audience, Code, Effect, Subject};
use super::compare::{Comparison, Whole};
use super::walk::Position;
use super::words;

impl<'c> Comparison<'c> {
    pub(super) fn endpoints(&mut self) {
        let (before, after) = (self.before, self.after);
        let key = |endpoint: &Endpoint| (outline(&endpoint.pattern), endpoint.method);
        let mut by_key: BTreeMap<_, Vec<&Endpoint>> = BTreeMap::new();
        for endpoint in after.endpoints.iter().rev() {
            by_key.entry(key(endpoint)).or_default().push(endpoint);
        }
        let mut gone: Vec<&Endpoint> = Vec::new();
        for old in &before.endpoints {
            match by_key.get_mut(&key(old)).and_then(Vec::pop) {
                Some(new) => self.endpoint(old, new),
                None => gone.push(old),
            }
        }
        let mut new: Vec<&Endpoint> = by_key.into_values().flatten().collect();
        // A handler keeps its name when it moves; one of several of a name could be any of them.
        let is_like = |one: &Endpoint, other: &Endpoint| one.method == other.method && one.name == other.name;
        let only = |endpoints: &[&'c Endpoint], like: &Endpoint| {
            let mut found = endpoints.iter().enumerate().filter(|(_, endpoint)| is_like(endpoint, like));
            found.next().map(|(index, _)| index).filter(|_| found.next().is_none())
        };
        for old in &gone {
            match only(&new, old).filter(|_| only(&gone, old).is_some()) {
                Some(index) => {
                    let new = new.remove(index);
                    self.moved(old, new);
                    self.endpoint(old, new);
                }
                None => self.removed(old),
            }
        }
        for endpoint in new {
            let said = Whole {
                code: Code::EndpointAdded,
                before: None,
                after: Some(label(endpoint)),
                message: "is new".to_owned(),
                why: "nobody calls it yet",
            };
            self.tell(subject(endpoint), Effect::Safe, Audience::Senders, said);
        }
    }

    fn removed(&mut self, endpoint: &Endpoint) {
        let said = Whole {
            code: Code::EndpointRemoved,
            before: Some(label(endpoint)),
            after: None,
            message: "is gone".to_owned(),
            why: "requests to it find nothing",
        };
        self.tell(subject(endpoint), Effect::Breaking, Audience::Senders, said);
    }

    fn moved(&mut self, old: &Endpoint, new: &Endpoint) {
        let said = Whole {
            code: Code::EndpointMoved,
            before: Some(old.pattern.clone()),
            after: Some(new.pattern.clone()),
            message: format!("was at {}", old.pattern),
            why: "requests to the old path find nothing",
        };
        self.tell(subject(new), Effect::Breaking, Audience::Senders, said);
    }

    fn endpoint(&mut self, old: &'c Endpoint, new: &'c Endpoint) {
        if old.name != new.name {
            let said = Whole {
                code: Code::EndpointRenamed,
                before: Some(old.name.clone()),
                after: Some(new.name.clone()),
                message: format!("is handled by `{}`, was by `{}`", new.name, old.name),
                why: "requests are the same; code that calls it through the generated client must name it anew",
            };
            self.tell(subject(new), Effect::Breaking, Audience::Code, said);
        }
        if outline(&old.pattern) == outline(&new.pattern) {
            for (was, is) in params(&old.pattern).zip(params(&new.pattern)).filter(|(was, is)| was != is) {
                let said = Whole {
                    code: Code::ParamRenamed,
                    before: Some(was.to_owned()),
                    after: Some(is.to_owned()),
                    message: format!("the param `{was}` is `{is}` now"),
                    why: "URLs are the same; code that calls it through the generated client names the param",
                };
                self.tell(subject(new), Effect::Breaking, Audience::Code, said);
            }
        }
        self.url(old, new);
        self.body(old, new);
        self.responses(old, new);
    }

    fn url(&mut self, old: &'c Endpoint, new: &'c Endpoint) {
        let fields = |of: Option<&'c Vec<UrlField>>| of.map_or(&[][..], Vec::as_slice);
        let (before, after) = (self.before, self.after);
        let old_params =
            fields(old.params.as_ref().and_then(|path| before.params.get(path)).map(|p| &p.fields));
        let new_params =
            fields(new.params.as_ref().and_then(|path| after.params.get(path)).map(|p| &p.fields));
        let old_search =
            fields(old.search.as_ref().and_then(|path| before.search.get(path)).map(|s| &s.fields));
        let new_search =
            fields(new.search.as_ref().and_then(|path| after.search.get(path)).map(|s| &s.fields));
        let user = label(new);
        self.root(&subject(new), format!("{user} params"), Position::Query, |walk| {
            match old_params.len() == new_params.len() {
                true => walk.params(old_params, new_params, &At::start("params")),
                false if old_params.is_empty() => walk.params_declared(new_params, &At::start("params")),
                false => {}
            }
        });
        self.root(&subject(new), format!("{user} search"), Position::Query, |walk| {
            walk.search(old_search, new_search, &At::start("search"));
        });
    }

    fn body(&mut self, old: &'c Endpoint, new: &'c Endpoint) {
        let kind = |body: &Body| match body.kind {
            BodyKind::Json => "JSON",
            BodyKind::Form => "form",
        };
        let (subject, user) = (subject(new), body_of(new));
        let (effect, said) = match (&old.body, &new.body) {
            (None, None) => return,
            (Some(old), Some(new)) if old.kind == new.kind => {
                let (before, after, position) = (&old.ty, &new.ty, position(new.kind));
                return self.root(&subject, user, position, |walk| {
                    walk.ty(before, after, &At::start("body"));
                });
            }
            (Some(old), Some(new)) => {
                let (was, is) = (kind(old), kind(new));
                let message = format!("the body is {is}, was {was}");
                let why = "requests of the other kind are refused";
                let code = Code::BodyKindChanged;
                (
                    Effect::Breaking,
                    Whole { code, before: Some(was.to_owned()), after: Some(is.to_owned()), message, why },
                )
            }
            (Some(old), None) => {
                let message = "takes no body any more".to_owned();
                let why = "a body is taken and means nothing";
                (
                    Effect::Safe,
                    Whole {
                        code: Code::BodyRemoved,
                        before: Some(kind(old).to_owned()),
                        after: None,
                        message,
                        why,
                    },
                )
            }
            (None, Some(new)) => {
                let message = format!("asks for a body: {}", words::ty(&self.after.types, &new.ty));
                let why = "requests without it are refused";
                (
                    Effect::Breaking,
                    Whole {
                        code: Code::BodyAdded,
                        before: None,
                        after: Some(kind(new).to_owned()),
                        message,
                        why,
                    },
                )
            }
        };
        self.tell(subject, effect, Audience::Senders, said);
    }

    fn responses(&mut self, old: &'c Endpoint, new: &'c Endpoint) {
        for (status, before) in &old.responses {
            match new.responses.get(status) {
                Some(after) => self.response(*status, before, after, new),
                None => {
                    let said = Whole {
                        code: Code::StatusRemoved,
                        before: Some(status.to_string()),
                        after: None,
                        message: format!("no longer answers with status {status}"),
                        why: "readers that are ready for it never get it",
                    };
                    self.tell(subject(new), Effect::Safe, Audience::Readers, said);
                }
            }
        }
        for status in new.responses.keys().filter(|status| !old.responses.contains_key(status)) {
            let is_error = *status >= 400;
            let said = Whole {
                code: Code::StatusAdded,
                before: None,
                after: Some(status.to_string()),
                message: format!("may answer with status {status}"),
                why: match is_error {
                    true => "readers must be ready for an error of any status",
                    false => "readers do not know what an answer of this status holds",
                },
            };
            self.tell(subject(new), Effect::breaking(!is_error), Audience::Readers, said);
        }
    }

    fn response(&mut self, status: u16, before: &'c Response, after: &'c Response, endpoint: &Endpoint) {
        let place = format!("response {status}");
        if before.bodies.is_empty() != after.bodies.is_empty() {
            let gone = after.bodies.is_empty();
            let words_of =
                |types, bodies: &[Type]| words::either(bodies.iter().map(|ty| words::ty(types, ty)));
            let was = words_of(&self.before.types, &before.bodies);
            let is = words_of(&self.after.types, &after.bodies);
            let (code, message, why) = match gone {
                true => (
                    Code::BodyRemoved,
                    format!("a response of status {status} has no body, had {was}"),
                    "readers find nothing",
                ),
                false => (
                    Code::BodyAdded,
                    format!("a response of status {status} has a body: {is}"),
                    "readers of before read none",
                ),
            };
            let said =
                Whole { code, before: gone.then_some(was), after: (!gone).then_some(is), message, why };
            return self.tell(subject(endpoint), Effect::breaking(gone), Audience::Readers, said);
        }
        self.root(&subject(endpoint), response_of(endpoint, status), Position::Response, |walk| {
            match (before.bodies.as_slice(), after.bodies.as_slice()) {
                ([old], [new]) => walk.ty(old, new, &At::start(&place)),
                (old, new) => walk.alternatives(old, new, &At::start(&place)),
            }
        });
    }
}

/// The types of what an endpoint takes and gives in bodies, with what they are called as users of other types.
pub(super) fn roots(endpoint: &Endpoint) -> impl Iterator<Item = (String, Position, &Type)> {
    let sent = endpoint.body.iter().map(move |body| (body_of(endpoint), position(body.kind), &body.ty));
    let answered = endpoint.responses.iter().flat_map(move |(status, response)| {
        let user = move |ty| (response_of(endpoint, *status), Position::Response, ty);
        response.bodies.iter().map(user)
    });
    sent.chain(answered)
}

fn body_of(endpoint: &Endpoint) -> String {
    format!("{} body", label(endpoint))
}

fn response_of(endpoint: &Endpoint, status: u16) -> String {
    format!("{} response {status}", label(endpoint))
}

fn position(kind: BodyKind) -> Position {
    match kind {
        BodyKind::Json => Position::Json,
        BodyKind::Form => Position::Form,
    }
}

fn subject(endpoint: &Endpoint) -> Subject {
    Subject::Endpoint { method: endpoint.method.as_str(), pattern: endpoint.pattern.clone() }
}

fn label(endpoint: &Endpoint) -> String {
    format!("{} {}", endpoint.method.as_str(), endpoint.pattern)
}

/// A path without the names of its params, which no URL has: `/posts/[]`, `/files/[...]`.
fn outline(pattern: &str) -> String {
    let mut outline = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('[') {
        let inner = rest[open..].trim_start_matches('[').trim_start_matches("...");
        outline.push_str(&rest[..rest.len() - inner.len()]);
        rest = &inner[inner.find(']').unwrap_or(inner.len())..];
    }
    outline + rest
}

/// The names of the params of a path, in order.
fn params(pattern: &str) -> impl Iterator<Item = &str> {
    let parts = pattern.split('[').skip(1).filter(|part| !part.is_empty());
    parts.map(|part| part.trim_start_matches("...").split(']').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{outline, params};

    #[test]
    fn names_of_params_are_taken_out_of_a_path() {
        for (pattern, expected, names) in [
            ("/", "/", vec![]),
            ("/posts/[id]", "/posts/[]", vec!["id"]),
            ("/files/[...path]", "/files/[...]", vec!["path"]),
            ("/[lang]/shop/[[...filters]]", "/[]/shop/[[...]]", vec!["lang", "filters"]),
            ("/chart/[place].json", "/chart/[].json", vec!["place"]),
            ("/broken/[", "/broken/[", vec![]),
        ] {
            assert_eq!(outline(pattern), expected);
            assert_eq!(params(pattern).collect::<Vec<_>>(), names, "{pattern}");
        }
    }
}
