//! `app/<route>.gen.ts`: a module for each route with a `page.search.ts` or `page.params.ts`, so that a page bundles
//! its own parsers and no others.

use super::routes::FILE as ROUTES;
use super::runtime::{HREF, NUQS, PARSE};
use crate::file::GeneratedFile;
use crate::input::Definition;
use crate::model::{Model, Route};
use crate::writer::{Writer, quote};

/// The modules of all described routes.
pub(crate) fn files(model: &Model<'_>) -> Vec<GeneratedFile> {
    model.modules().into_iter().map(|(route, name)| file(model, route, &name)).collect()
}

fn file(model: &Model<'_>, route: &Route<'_>, name: &str) -> GeneratedFile {
    let mut w = Writer::default();
    imports(&mut w, model, route, name);
    w.blank();
    let id = quote(route.pattern.as_str());
    let writes_search = writes_search(route);
    let params = match route.params_file {
        Some(_) => "Output<typeof params>".to_owned(),
        None => format!("ParamsOf<{id}>"),
    };
    let search = if route.search_file.is_some() { "Output<typeof search>" } else { "Raw" };
    w.line("export const route: {");
    w.indent(|w| {
        w.line(format!("readonly id: {id};"));
        w.line("/** The link to this route. */");
        w.line(format!("href(...options: HrefArgs<{id}>): Href;"));
        w.line("/** Reads the `params` prop; what does not match is `notFound()`. See also `.strict` and `.safe`. */");
        w.line(format!("readonly params: Reader<{params}>;"));
        w.line("/** Reads the `searchParams` prop; bad values count as absent. See also `.strict` and `.safe`. */");
        w.line(format!("readonly searchParams: Reader<{search}>;"));
        if writes_search {
            w.line("/** The search string that the page's own parsers write, for the `search` of a link. */");
            w.line("search(values: SearchValues<typeof search>): SearchString;");
        }
    });
    w.line("} = {");
    w.indent(|w| {
        let argument =
            |described: bool, name: &str| if described { format!(", {name}") } else { String::new() };
        let params = argument(route.params_file.is_some(), "params");
        let search = argument(route.search_file.is_some(), "search");
        w.line(format!("id: {id},"));
        w.line(format!("href: (...options) => href({id}, ...options),"));
        w.line(format!("params: paramsReader({id}, notFound{params}),"));
        w.line(format!("searchParams: searchReader({id}{search}),"));
        if writes_search {
            w.line("search: (values) => definitionSearch(search, values),");
        }
    });
    w.line("};");
    GeneratedFile::rutter(model.out(name), &w.finish())
}

fn imports(w: &mut Writer, model: &Model<'_>, route: &Route<'_>, name: &str) {
    let own = |file: &str| quote(&model.import(name, file));
    let path = model.out(name);
    w.line("import { notFound } from \"next/navigation\";");
    if let Some(params) = route.params_file {
        w.line(format!("import params from {};", quote(&model.import(&path, params.file))));
    }
    if let Some(search) = route.search_file {
        w.line(format!("import search from {};", quote(&model.import(&path, search.file))));
    }
    if writes_search(route) {
        w.line(format!("import type {{ SearchString }} from {};", own(HREF)));
        w.line(format!("import {{ definitionSearch }} from {};", own(NUQS)));
    }
    let mut parse = vec!["paramsReader", "searchReader", "type Output"];
    parse.extend(route.search_file.is_none().then_some("type Raw"));
    parse.push("type Reader");
    parse.extend(writes_search(route).then_some("type SearchValues"));
    w.line(format!("import {{ {} }} from {};", parse.join(", "), own(PARSE)));
    let params = if route.params_file.is_none() { ", type ParamsOf" } else { "" };
    w.line(format!("import {{ href, type Href, type HrefArgs{params} }} from {};", own(ROUTES)));
}

/// Whether the page's search params may be read by nuqs parsers, which can then write them, too.
fn writes_search(route: &Route<'_>) -> bool {
    route.search_file.is_some_and(|companion| *companion.definition != Definition::Schema)
}
