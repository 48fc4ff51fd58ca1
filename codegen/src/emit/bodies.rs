//! `bodies.gen.ts`: what the app's own route handlers and API routes answer.
//!
//! It is a file of its own, because naming a handler's module makes the compiler follow it: only who asks for a body
//! pays for that.

use rutter_routes::EntryKind;

use super::runtime::BODIES;
use crate::file::GeneratedFile;
use crate::model::Model;
use crate::writer::{Writer, quote};

const FILE: &str = "bodies.gen.ts";

/// Whether there is a handler or an API route whose body a compiler can tell.
pub(crate) fn is_needed(model: &Model<'_>) -> bool {
    let kinds = [EntryKind::Handler, EntryKind::PagesApi];
    kinds.into_iter().any(|kind| !model.typed_files(kind).is_empty())
}

/// `bodies.gen.ts`, if it is needed.
pub(crate) fn file(model: &Model<'_>) -> Option<GeneratedFile> {
    if !is_needed(model) {
        return None;
    }
    let mut w = Writer::default();
    let path = model.out(FILE);
    let runtime = model.import(FILE, BODIES);
    w.line(format!("import type {{ ApiBodyOf, HandlerBodyOf, MethodsOf }} from {};", quote(&runtime)));
    w.blank();
    w.line("/** The route handlers that are written in TypeScript. */");
    table(&mut w, model, &path, "Handlers", EntryKind::Handler);
    w.blank();
    w.line("/** The API routes of the Pages Router that are written in TypeScript. */");
    table(&mut w, model, &path, "ApiHandlers", EntryKind::PagesApi);
    w.lines(TYPES);
    Some(GeneratedFile::rutter(path, &w.finish()))
}

fn table(w: &mut Writer, model: &Model<'_>, path: &str, name: &str, kind: EntryKind) {
    w.block(format!("export interface {name} {{"), "}", |w| {
        for (pattern, file) in model.typed_files(kind) {
            let module = quote(&model.import(path, file));
            w.line(format!("{}: typeof import({module});", quote(pattern.as_str())));
        }
    });
}

const TYPES: &str = r#"
/** The methods that a route handler answers. */
export type HandlerMethod<R extends keyof Handlers> = MethodsOf<Handlers[R]>;

/**
 * What `await response.json()` gives for an answer of a route handler, as the handler's return type says: known for a
 * `NextResponse<Body>`, `unknown` for any other `Response`.
 */
export type HandlerBody<R extends keyof Handlers, Method extends HandlerMethod<R>> = HandlerBodyOf<Handlers[R], Method>;

/** The same for an API route of the Pages Router: known for a `NextApiResponse<Body>`. */
export type ApiBody<R extends keyof ApiHandlers> = ApiBodyOf<ApiHandlers[R]>;
"#;
