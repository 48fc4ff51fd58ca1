//! Errors that blame a field (`#[rutter(field = "..")]`), against what the endpoints take that answer with them.

use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::{Contract, Endpoint, Method, Rest, Type};

/// How many references are followed without a step of the path: more than that is a type that holds nothing but itself.
const REFERENCES: usize = 64;

/// Which endpoints answer with an error that blames a field.
#[derive(Debug, Default)]
pub(crate) struct Blames(BTreeMap<Blame, BTreeSet<(String, Method)>>);

/// A variant of an error, and the field that it blames.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Blame {
    variant: String,
    field: &'static str,
}

impl Blames {
    /// An endpoint answers with a variant that blames a field.
    pub(crate) fn add(&mut self, variant: String, field: &'static str, (pattern, method): (&str, Method)) {
        self.0.entry(Blame { variant, field }).or_default().insert((pattern.to_owned(), method));
    }

    /// The fields that no endpoint takes which answers so. An error is often one of several endpoints, of which not all take the
    /// field; so one that does is enough.
    pub(crate) fn problems(&self, contract: &Contract) -> Vec<String> {
        let problem = |(blame, of): (&Blame, &BTreeSet<(String, Method)>)| {
            let of = contract
                .endpoints
                .iter()
                .filter(|endpoint| of.contains(&(endpoint.pattern.clone(), endpoint.method)));
            let takes = |endpoint: &&Endpoint| takes(contract, endpoint, blame.field);
            if of.clone().any(|endpoint| takes(&endpoint)) {
                return None;
            }
            let told = of.filter_map(|endpoint| {
                let names: Vec<String> =
                    names(contract, endpoint).into_iter().map(|name| format!("`{name}`")).collect();
                (!names.is_empty()).then(|| format!("`{}` takes {}", endpoint.name, names.join(", ")))
            });
            let told: Vec<String> = told.collect();
            // Where nothing is taken, the error may be meant for handlers that are no endpoints.
            (!told.is_empty()).then(|| {
                format!(
                    "`{}` blames the field `{}`, which no endpoint takes that answers with it; name another, or remove \
                     `field`: {}",
                    blame.variant,
                    blame.field,
                    told.join(", ")
                )
            })
        };
        self.0.iter().filter_map(problem).collect()
    }
}

/// Whether a request of the endpoint has this field, as far as its types say.
fn takes(contract: &Contract, endpoint: &Endpoint, field: &str) -> bool {
    let steps: Vec<Step<'_>> = steps(field);
    endpoint.body.as_ref().is_some_and(|body| has(contract, &body.ty, &steps, 0))
        || matches!(steps.as_slice(), [Step::Name(name)] if in_url(contract, endpoint).any(|known| known == *name))
}

/// The names that a request of the endpoint has, but not those inside of others.
fn names<'c>(contract: &'c Contract, endpoint: &'c Endpoint) -> BTreeSet<&'c str> {
    let body = endpoint.body.iter().flat_map(|body| fields(contract, &body.ty, 0));
    body.chain(in_url(contract, endpoint)).collect()
}

fn in_url<'c>(contract: &'c Contract, endpoint: &Endpoint) -> impl Iterator<Item = &'c str> {
    let params =
        endpoint.params.as_ref().and_then(|key| contract.params.get(key)).map(|params| &params.fields);
    let search =
        endpoint.search.as_ref().and_then(|key| contract.search.get(key)).map(|search| &search.fields);
    params.into_iter().chain(search).flatten().map(|field| field.name.as_str())
}

fn fields<'c>(contract: &'c Contract, ty: &'c Type, depth: usize) -> Vec<&'c str> {
    let inner = |ty: &'c Type| fields(contract, ty, depth + 1);
    match ty {
        _ if depth > REFERENCES => Vec::new(),
        Type::Object(object) => object.fields.iter().map(|field| field.name.as_str()).collect(),
        Type::Ref { to } => contract.types.get(to).map_or_else(Vec::new, |known| inner(&known.request)),
        Type::Nullable { of } | Type::Ruled { of, .. } => inner(of),
        Type::Union { variants: of, .. } | Type::All { of } => of.iter().flat_map(inner).collect(),
        _ => Vec::new(),
    }
}

/// A step into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step<'a> {
    Name(&'a str),
    /// Whichever element.
    Index,
}

/// Reads `items[0].price`.
fn steps(path: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (name, indexes) = part.split_once('[').unwrap_or((part, ""));
        steps.push(Step::Name(name));
        steps.extend(indexes.matches(']').map(|_| Step::Index));
    }
    steps
}

/// Whether a value of the type may have something there.
fn has(contract: &Contract, ty: &Type, steps: &[Step<'_>], depth: usize) -> bool {
    let Some((step, rest)) = steps.split_first() else { return true };
    let same = |ty: &Type| has(contract, ty, steps, depth + 1);
    let next = |ty: &Type| has(contract, ty, rest, 0);
    match (ty, step) {
        _ if depth > REFERENCES => true,
        (Type::Any, _) => true,
        (Type::Ref { to }, _) => contract.types.get(to).is_none_or(|known| same(&known.request)),
        (Type::Nullable { of } | Type::Ruled { of, .. }, _) => same(of),
        (Type::Union { variants: of, .. } | Type::All { of }, _) => of.iter().any(same),
        (Type::Object(object), Step::Name(name)) => {
            let known = object.fields.iter().find(|field| field.name == *name);
            known.is_some_and(|field| next(&field.ty))
                || matches!(&object.rest, Rest::Typed(of) if known.is_none() && next(of))
        }
        (Type::Map { of, .. }, Step::Name(_)) | (Type::List { of, .. }, Step::Index) => next(of),
        (Type::Tuple { items }, Step::Index) => items.iter().any(next),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Step, steps};

    #[test]
    fn paths_are_read_as_they_are_written() {
        let name = Step::Name;
        assert_eq!(steps("a"), [name("a")]);
        assert_eq!(steps("items[0][1].price"), [name("items"), Step::Index, Step::Index, name("price")]);
        assert_eq!(steps("items[].price"), [name("items"), Step::Index, name("price")]);
    }
}
