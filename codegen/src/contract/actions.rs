//! `actions.gen.ts`: a server action for each endpoint that reads a form.

use std::collections::BTreeSet;

use rutter_contract::{BodyKind, Endpoint, Response, Type};

use super::agreement::{Agreement, Form};
use super::client::{self, functions};
use super::forms::{self, Module};
use super::names::{doc_comment, pascal};
use super::{shape, types};
use crate::emit::runtime::{ACTION, FORM_STATE};
use crate::file::GeneratedFile;
use crate::model::Model;
use crate::writer::{Writer, quote};

/// The file's name in the output folder.
pub(crate) const FILE: &str = "actions.gen.ts";

/// The actions, if there are any.
pub(crate) fn file(model: &Model<'_>, agreement: &Agreement<'_>) -> Option<GeneratedFile> {
    let actions = actions(agreement);
    if actions.is_empty() {
        return None;
    }
    let mut body = Writer::default();
    let (mut of_types, mut of_forms) = (BTreeSet::new(), BTreeSet::new());
    for action in &actions {
        body.blank();
        action.declare(&mut body);
        of_forms.insert((&action.module.form, &action.module.file));
        of_types.insert(action.module.input);
        of_types.extend(action.bodies().flat_map(|ty| agreement.imports(ty, Form::Response)));
    }
    let mut w = Writer::default();
    w.line("\"use server\";");
    w.blank();
    w.lines(DOC);
    w.names("import", ["outcome", "refusal"], &model.import(FILE, ACTION));
    w.names("import type", ["ActionState"], &model.import(FILE, FORM_STATE));
    w.line(format!("import * as api from {};", quote(&model.import(FILE, client::SERVER_FILE))));
    for (form, file) in of_forms {
        w.names("import", [form.as_str()], &model.import(FILE, file));
    }
    w.names("import type", of_types, &model.import(FILE, types::FILE));
    w.lines(&body.finish());
    Some(GeneratedFile::rutter(model.out(FILE), &w.finish()))
}

const DOC: &str = "\
/**
 * An action for each form that the server reads, for `useActionState` and `<form action>`. It says what is wrong with the
 * form before it is sent on, sends it with the cookies and the `authorization` of the request, sets the cookies of the answer, and
 * follows a redirect of the server as one of the app. It works without JavaScript.
 */";

/// Each endpoint that has an action, with the name of it.
pub(super) fn names<'a>(agreement: &'a Agreement<'a>) -> Vec<(&'a Endpoint, String)> {
    actions(agreement).into_iter().map(|action| (action.endpoint, action.function)).collect()
}

/// The action of an endpoint.
struct Action<'a> {
    agreement: &'a Agreement<'a>,
    endpoint: &'a Endpoint,
    function: String,
    module: Module<'a>,
}

fn actions<'a>(agreement: &'a Agreement<'a>) -> Vec<Action<'a>> {
    let of = |(endpoint, function): (&'a Endpoint, String)| {
        let body = endpoint.body.as_ref().filter(|body| body.kind == BodyKind::Form)?;
        let Type::Ref { to } = &body.ty else { return None };
        let module = forms::modules(agreement).into_iter().find(|module| module.path == to)?;
        Some(Action { agreement, endpoint, function, module })
    };
    functions(agreement).into_iter().filter_map(of).collect()
}

impl<'a> Action<'a> {
    fn declare(&self, w: &mut Writer) {
        let Self { endpoint, function, module, .. } = self;
        let Module { form, input, .. } = module;
        let route = format!("`{} {}`", endpoint.method.as_str(), endpoint.pattern);
        let bound = match self.arguments() {
            Some(_) => "\n\nWhat the URL carries is bound first: `.bind(null, input)`.",
            None => "",
        };
        let doc = endpoint.doc.as_deref().map(|doc| format!("{doc}\n\n")).unwrap_or_default();
        doc_comment(w, Some(&format!("{doc}{route}{bound}")));
        let state = match self.data() {
            data if data.is_empty() => format!("ActionState<{input}>"),
            data => format!("ActionState<{input}, {}>", shape::union(data)),
        };
        let (first, sent) = match self.arguments() {
            Some(arguments) => {
                (format!("input: Omit<api.{arguments}, \"form\">, "), "{ ...input, form: data }")
            }
            None => (String::new(), "{ form: data }"),
        };
        w.block(
            format!("export async function {function}({first}_state: {state}, data: FormData): Promise<{state}> {{"),
            "}",
            |w| {
                w.line(format!("const refused = refusal({form}, data);"));
                w.block("if (refused) {", "}", |w| w.line("return refused;"));
                w.line("const options = { headers: await api.forwarded(), onResponse: api.passCookies };");
                w.line(format!(
                    "const answer = await api.{function}({sent}, options);"
                ));
                w.line(format!("return outcome({form}, data, answer);"));
            },
        );
    }

    /// The type of what the call takes besides the form, if anything.
    fn arguments(&self) -> Option<String> {
        let Endpoint { params, search, .. } = self.endpoint;
        (params.is_some() || search.is_some()).then(|| format!("{}Args", pascal(&self.function)))
    }

    /// What an answer of success holds; nothing where the server redirects.
    fn data(&self) -> Vec<String> {
        let of = |response: &Response| match response.bodies.as_slice() {
            [] => "null".to_owned(),
            bodies => shape::union(bodies.iter().map(|ty| self.agreement.text(ty, Form::Response))),
        };
        self.successes().map(of).collect()
    }

    fn bodies(&self) -> impl Iterator<Item = &'a Type> {
        self.successes().flat_map(|response| &response.bodies)
    }

    fn successes(&self) -> impl Iterator<Item = &'a Response> {
        let good = self.endpoint.responses.iter().filter(|(status, _)| (200..300).contains(*status));
        good.map(|(_, response)| response)
    }
}
