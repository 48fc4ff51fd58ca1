//! The contract as the emitters look at it: which forms of which types are needed, and what each is called.

use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::{Contract, Definition, Field, Object, Rest, Type, UrlField};

use super::names::Names;
use super::shape::{self, Shapes};
use crate::input::Server;

/// The forms in which TypeScript sees one Rust type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    /// What serde writes.
    Response,
    /// What may be sent: a field with a default may be left out.
    Input,
    /// What was sent, once it is read: defaults are filled in.
    Parsed,
}

/// The error body of every endpoint, RFC 9457's problem details. Errors of an app add fields to it.
pub(crate) const PROBLEM: &str = "rutter::problem::Problem";

/// A contract, ready to print.
#[derive(Debug)]
pub(crate) struct Agreement<'a> {
    pub(crate) contract: &'a Contract,
    /// The name under which params and search params know the app.
    pub(crate) app: &'a str,
    needed: BTreeSet<(&'a str, Form)>,
    names: BTreeMap<&'a str, FormNames>,
    taken: Names,
}

#[derive(Debug)]
struct FormNames {
    response: String,
    input: String,
    parsed: String,
}

impl<'a> Agreement<'a> {
    pub(crate) fn new(server: Server<'a>) -> Self {
        let Server { contract, app } = server;
        let needed = needed(contract);
        let same = Same::of(contract);
        let mut taken = Names::default();
        let plain: BTreeMap<&str, String> = contract
            .types
            .iter()
            .map(|(path, definition)| (path.as_str(), taken.type_name(&definition.name)))
            .collect();
        let mut names = BTreeMap::new();
        for (path, name) in &plain {
            let is = |one, other| same.is(path, one, other);
            let mut named = |suffix: &str| taken.type_name(&format!("{name}{suffix}"));
            let input = if is(Form::Input, Form::Response) { name.clone() } else { named("Input") };
            let parsed = match () {
                () if is(Form::Parsed, Form::Response) => name.clone(),
                () if is(Form::Parsed, Form::Input) => input.clone(),
                () => named("Parsed"),
            };
            names.insert(*path, FormNames { response: name.clone(), input, parsed });
        }
        Self { contract, app, needed, names, taken }
    }

    /// What a form of a type is called. Forms that look the same share a name.
    pub(crate) fn name<'s>(&'s self, path: &str, form: Form) -> &'s str {
        let Some(names) = self.names.get(path) else { return "never" };
        match form {
            Form::Response => &names.response,
            Form::Input => &names.input,
            Form::Parsed => &names.parsed,
        }
    }

    /// Every type with the forms in which it is used, each name once, ordered by name.
    pub(crate) fn named(&self) -> Vec<Named<'_>> {
        let mut all: BTreeMap<&str, Named<'_>> = BTreeMap::new();
        for &(path, form) in &self.needed {
            let (Some(definition), name) = (self.contract.types.get(path), self.name(path, form)) else {
                continue;
            };
            all.entry(name).or_insert(Named { name, path, form, definition });
        }
        all.into_values().collect()
    }

    /// The types of which a form is used.
    pub(crate) fn paths(&self, form: Form) -> impl Iterator<Item = &'a str> {
        self.needed.iter().filter(move |(_, needed)| *needed == form).map(|(path, _)| *path)
    }

    /// The names that the types have, for a module that declares more.
    pub(crate) fn taken(&self) -> Names {
        self.taken.clone()
    }

    /// A type as TypeScript text.
    pub(crate) fn text(&self, ty: &Type, form: Form) -> String {
        self.shapes(form).text(ty)
    }

    /// The names of `types.gen.ts` that the text of a type uses.
    pub(crate) fn imports(&self, ty: &Type, form: Form) -> BTreeSet<&str> {
        let named = shape::references(ty).into_iter().map(|path| self.name(path, form));
        named.chain(shape::own_types(ty)).collect()
    }

    /// Prints types.
    pub(crate) fn shapes(&self, form: Form) -> Shapes<'_> {
        Shapes::new(form, move |path| self.name(path, form).to_owned())
    }

    /// What an error body adds to the problem details, if it is made of them.
    pub(crate) fn added_to_problem(&self, named: &Named<'_>) -> Option<Object> {
        let problem = as_object(self.contract.types.get(PROBLEM)?.response())?;
        let object =
            as_object(named.ty()).filter(|_| named.form == Form::Response && named.path != PROBLEM)?;
        let is_added = |field: &&Field| !problem.fields.contains(*field);
        let added: Vec<Field> = object.fields.iter().filter(is_added).cloned().collect();
        (added.len() + problem.fields.len() == object.fields.len()).then(|| Object::new(added))
    }

    /// What structs of the server declare of the params of the app's routes, each route once.
    pub(crate) fn route_params(&self) -> BTreeMap<&'a str, &'a [UrlField]> {
        let of_app = self.contract.params.values().filter(|params| params.app.as_deref() == Some(self.app));
        of_app.rev().map(|params| (params.pattern.as_str(), params.fields.as_slice())).collect()
    }

    /// The same of their search params.
    pub(crate) fn route_search(&self) -> BTreeMap<&'a str, &'a [UrlField]> {
        let of_app = self.contract.search.values().filter(|search| search.app.as_deref() == Some(self.app));
        of_app
            .rev()
            .filter_map(|search| Some((search.pattern.as_deref()?, search.fields.as_slice())))
            .collect()
    }
}

/// A form of a type with its name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named<'a> {
    pub(crate) name: &'a str,
    pub(crate) path: &'a str,
    pub(crate) form: Form,
    pub(crate) definition: &'a Definition,
}

impl<'a> Named<'a> {
    /// The shape of this form.
    pub(crate) fn ty(&self) -> &'a Type {
        of(self.definition, self.form)
    }
}

/// The shape of a form of a type.
pub(crate) fn of(definition: &Definition, form: Form) -> &Type {
    match form {
        Form::Response => definition.response(),
        Form::Input | Form::Parsed => &definition.request,
    }
}

/// Which forms are used: what endpoints, forms and URLs name, and all that those hold. A type that none of them reaches
/// was declared to be shared, and is there in every form.
fn needed(contract: &Contract) -> BTreeSet<(&str, Form)> {
    let mut found = BTreeSet::new();
    for endpoint in &contract.endpoints {
        if let Some(body) = &endpoint.body {
            reach(contract, &body.ty, Form::Input, &mut found);
            reach(contract, &body.ty, Form::Parsed, &mut found);
        }
        for ty in endpoint.responses.values().flat_map(|response| &response.bodies) {
            reach(contract, ty, Form::Response, &mut found);
        }
    }
    let urls = contract.params.values().flat_map(|params| &params.fields);
    let urls = urls.chain(contract.search.values().flat_map(|search| &search.fields));
    let urls: Vec<&Type> = urls.map(|field| &field.ty).collect();
    for form in [Form::Input, Form::Parsed] {
        urls.iter().for_each(|ty| reach(contract, ty, form, &mut found));
        contract.forms.iter().for_each(|path| reach_path(contract, path, form, &mut found));
    }
    let reached: BTreeSet<&str> = found.iter().map(|(path, _)| *path).collect();
    for path in contract.types.keys().filter(|path| !reached.contains(path.as_str())) {
        for form in [Form::Response, Form::Input, Form::Parsed] {
            reach_path(contract, path, form, &mut found);
        }
    }
    found
}

fn reach<'a>(contract: &'a Contract, ty: &'a Type, form: Form, found: &mut BTreeSet<(&'a str, Form)>) {
    for path in shape::references(ty) {
        reach_path(contract, path, form, found);
    }
}

fn reach_path<'a>(contract: &'a Contract, path: &str, form: Form, found: &mut BTreeSet<(&'a str, Form)>) {
    let mut open = vec![path];
    while let Some(path) = open.pop() {
        let Some((path, definition)) = contract.types.get_key_value(path) else { continue };
        if found.insert((path, form)) {
            open.extend(shape::references(of(definition, form)));
        }
    }
}

/// Which forms of a type look the same.
struct Same<'a> {
    different: BTreeSet<(&'a str, Form, Form)>,
}

impl<'a> Same<'a> {
    /// Starts from the types that differ by themselves, and goes on to what holds those.
    fn of(contract: &'a Contract) -> Self {
        const PAIRS: [(Form, Form); 3] =
            [(Form::Input, Form::Response), (Form::Parsed, Form::Response), (Form::Parsed, Form::Input)];
        let mut different = BTreeSet::new();
        let mut open = Vec::new();
        let mut holders: BTreeMap<&str, BTreeSet<&'a str>> = BTreeMap::new();
        for (path, definition) in &contract.types {
            let text = |form| Shapes::new(form, |path| format!("<{path}>")).text(of(definition, form));
            for (one, other) in PAIRS {
                if text(one) != text(other) && different.insert((path.as_str(), one, other)) {
                    open.push((path.as_str(), one, other));
                }
            }
            for ty in [&definition.request, definition.response()] {
                for held in shape::references(ty) {
                    holders.entry(held).or_default().insert(path);
                }
            }
        }
        while let Some((path, one, other)) = open.pop() {
            for holder in holders.get(path).into_iter().flatten() {
                if different.insert((holder, one, other)) {
                    open.push((holder, one, other));
                }
            }
        }
        Self { different }
    }

    fn is(&self, path: &str, one: Form, other: Form) -> bool {
        !self.different.contains(&(path, one, other))
    }
}

/// The objects of a type, without following references: what an interface can be made of.
pub(crate) fn as_object(ty: &Type) -> Option<&Object> {
    match ty {
        Type::Object(object) if !matches!(object.rest, Rest::Typed(_)) => Some(object),
        Type::Ruled { of, .. } => as_object(of),
        _ => None,
    }
}
