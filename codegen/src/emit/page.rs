//! `app/<route>.gen.ts`: a module for each route with a `page.search.ts` or `page.params.ts`, or with a struct of the
//! server, so that a page bundles its own parsers and no others.

use std::collections::BTreeSet;

use super::routes::FILE as ROUTES;
use super::runtime::{FORMATS, HREF, NUQS, PARSE, READ, URL, URL_NUQS};
use crate::contract::{Fields, Form, Readers, TYPES, doc_comment};
use crate::file::GeneratedFile;
use crate::input::Definition;
use crate::model::{Model, Route};
use crate::writer::{Writer, quote};

/// The modules of all described routes.
pub(crate) fn files(model: &Model<'_>) -> Vec<GeneratedFile> {
    let modules = model.modules();
    let parsers = modules.iter().filter_map(|(route, name)| nuqs_file(model, route, name));
    modules.iter().map(|(route, name)| file(model, route, name)).chain(parsers).collect()
}

/// The nuqs parsers of the search params that a struct of the server declares, beside the module of the route.
fn nuqs_file(model: &Model<'_>, route: &Route<'_>, module: &str) -> Option<GeneratedFile> {
    let search = model.fields(route.search_struct).filter(|_| model.input.options.nuqs)?;
    let name = module.replace(".gen.ts", ".nuqs.gen.ts");
    let mut w = Writer::default();
    let (types, parsers) = search.nuqs_names();
    let types: Vec<String> = types.into_iter().map(|name| format!("type {name}")).collect();
    let names = parsers.into_iter().chain(types.iter().map(String::as_str));
    w.names("import", names, &model.import(&name, URL_NUQS));
    let readers = search.readers();
    import_readers(&mut w, model, &name, &readers);
    let named = search.types(Form::Parsed);
    if !named.is_empty() {
        w.names("import type", named, &model.import(&name, TYPES));
    }
    w.blank();
    let doc = format!(
        "The search params of `{}`, for `useQueryStates` and `createLoader` of nuqs.",
        route.pattern.as_str()
    );
    doc_comment(&mut w, Some(&doc));
    w.block("export const parsers: {", "} = {", |w| search.nuqs_types(w));
    w.indent(|w| search.nuqs_parsers(w, &readers));
    w.line("};");
    Some(GeneratedFile::rutter(model.out(&name), &w.finish()))
}

fn file(model: &Model<'_>, route: &Route<'_>, name: &str) -> GeneratedFile {
    let mut w = Writer::default();
    let params_struct = model.fields(route.params_struct);
    let search_struct = model.fields(route.search_struct);
    let params_readers = params_struct.map(|fields| fields.readers()).unwrap_or_default();
    let search_readers = search_struct.map(|fields| fields.readers()).unwrap_or_default();
    imports(&mut w, model, route, name, [&params_readers, &search_readers]);
    w.blank();
    let id = quote(route.pattern.as_str());
    let writes_search = writes_search(route);
    let structs = [
        ("Params", "params", params_struct, &params_readers),
        ("Search", "search params", search_struct, &search_readers),
    ];
    for (name, what, fields, readers) in structs {
        if let Some(fields) = fields {
            let left = &readers.server_only;
            let mut doc = format!("The {what} of the page, as the server's Rust declares them.");
            if !left.is_empty() {
                doc.push_str(&format!("\nThe server alone checks {}.", left.join(", ")));
            }
            doc_comment(&mut w, Some(&doc));
            w.block(format!("export interface {name} {{"), "}", |w| fields.properties(w));
            w.blank();
        }
    }
    let params = match (route.params_file, params_struct) {
        (Some(_), _) => "Output<typeof params>".to_owned(),
        (None, Some(_)) => "Params".to_owned(),
        (None, None) => format!("ParamsOf<{id}>"),
    };
    let search = match (route.search_file, search_struct) {
        (Some(_), _) => "Output<typeof search>",
        (None, Some(_)) => "Search",
        (None, None) => "Raw",
    };
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
        w.line(format!("id: {id},"));
        w.line(format!("href: (...options) => href({id}, ...options),"));
        match params_struct {
            Some(_) => {
                w.block(format!("params: paramsOf<Params>({id}, notFound, {{"), "}),", |w| {
                    params_readers.write(w);
                });
            }
            None => {
                let params = argument(route.params_file.is_some(), "params");
                w.line(format!("params: paramsReader({id}, notFound{params}),"));
            }
        }
        match search_struct {
            Some(_) => {
                w.block(format!("searchParams: searchOf<Search>({id}, {{"), "}),", |w| {
                    search_readers.write(w);
                });
            }
            None => {
                let search = argument(route.search_file.is_some(), "search");
                w.line(format!("searchParams: searchReader({id}{search}),"));
            }
        }
        if writes_search {
            w.line("search: (values) => definitionSearch(search, values),");
        }
    });
    w.line("};");
    GeneratedFile::rutter(model.out(name), &w.finish())
}

fn imports(w: &mut Writer, model: &Model<'_>, route: &Route<'_>, name: &str, of_structs: [&Readers; 2]) {
    let own = |file: &str| model.import(name, file);
    let path = model.out(name);
    w.line("import { notFound } from \"next/navigation\";");
    if let Some(params) = route.params_file {
        w.line(format!("import params from {};", quote(&model.import(&path, params.file))));
    }
    if let Some(search) = route.search_file {
        w.line(format!("import search from {};", quote(&model.import(&path, search.file))));
    }
    if writes_search(route) {
        w.names("import type", ["SearchString"], &own(HREF));
        w.names("import", ["definitionSearch"], &own(NUQS));
    }
    let is_described = route.params_file.is_some() || route.search_file.is_some();
    let parse = [
        (route.params_struct.is_none(), "paramsReader"),
        (route.search_struct.is_none(), "searchReader"),
        (is_described, "type Output"),
        (route.is_open(), "type Raw"),
        (true, "type Reader"),
        (writes_search(route), "type SearchValues"),
    ];
    w.names("import", parse.into_iter().filter(|(used, _)| *used).map(|(_, name)| name), &own(PARSE));
    let structs: Vec<Fields<'_>> = [route.params_struct, route.search_struct]
        .into_iter()
        .filter_map(|fields| model.fields(fields))
        .collect();
    if !structs.is_empty() {
        let readers = [(route.params_struct, "paramsOf"), (route.search_struct, "searchOf")];
        let readers = readers.into_iter().filter(|(fields, _)| fields.is_some()).map(|(_, reader)| reader);
        let mut all = Readers::default();
        all.functions.extend(readers);
        of_structs.iter().for_each(|readers| all.imports(readers));
        import_readers(w, model, name, &all);
    }
    let is_raw = route.params_file.is_none() && route.params_struct.is_none();
    let routes = ["href", "type Href", "type HrefArgs"].into_iter().chain(is_raw.then_some("type ParamsOf"));
    w.names("import", routes, &own(ROUTES));
    let types: BTreeSet<&str> = structs.iter().flat_map(|fields| fields.types(Form::Parsed)).collect();
    if !types.is_empty() {
        w.names("import type", types, &own(TYPES));
    }
}

/// What the readers of fields call.
fn import_readers(w: &mut Writer, model: &Model<'_>, name: &str, readers: &Readers) {
    let imports = [(&readers.formats, FORMATS), (&readers.helpers, READ), (&readers.functions, URL)];
    for (functions, file) in imports.into_iter().filter(|(functions, _)| !functions.is_empty()) {
        w.names("import", functions.iter().copied(), &model.import(name, file));
    }
}

/// Whether the page's search params may be read by nuqs parsers, which can then write them, too.
fn writes_search(route: &Route<'_>) -> bool {
    route.search_file.is_some_and(|companion| *companion.definition != Definition::Schema)
}
