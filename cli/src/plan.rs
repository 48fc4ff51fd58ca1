//! From a loaded app to the files on the disk: the bridge between reading, code generation and writing.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_codegen::{
    CacheLife, Definition, Encoding, GeneratedFile, HEADER, ImportExtension, Input, NextOptions, Options,
    Ownership, ParserKey, Responses, Server, TsRs, Validators, plan,
};
use rutter_contract::Contract;
use rutter_project::{App, Changes, DirEntry, Output, PlannedFile, System, Workspace};
use rutter_routes::NextVersion;
use rutter_routes::listing::Listing;
use rutter_syntax::search_file::{self, SearchFile};
use rutter_syntax::{AppConfig, LoadedApp};

/// The file that Rust macros read, beside rutter.toml.
pub(crate) const LISTING_FILE: &str = rutter_routes::listing::FILE_NAME;

/// The first version of Next with `next typegen`.
pub(crate) const FIRST_TYPEGEN: NextVersion = NextVersion { major: 15, minor: 5 };

/// What the first lines of Next's own generated files start with: `next typegen` and `next dev` write them anew at any
/// time, so replacing them loses nothing.
const WRITTEN_BY_NEXT: &[&str] =
    &["This file is generated automatically by Next.js", "Type definitions for Next.js"];

/// Which of the generated files a run is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All of them.
    Everything,
    /// Those that are committed. What lies in Next's build folder is not there after a clone, and Next itself writes
    /// over it.
    Committed,
}

/// The generated files of one app, compared with the disk.
pub(crate) fn app_changes(
    system: &dyn System,
    app: &App,
    loaded: &LoadedApp,
    contract: Option<&Contract>,
    scope: Scope,
) -> Changes {
    let mut files = plan(&input(system, app, loaded, contract));
    files.retain(|file| match file.ownership {
        Ownership::Rutter => true,
        Ownership::Next => scope == Scope::Everything,
        Ownership::User => scope == Scope::Everything && system.kind(&app.dir.join(&file.path)).is_err(),
    });
    let mut folders = vec![app.settings.out.clone()];
    if scope == Scope::Everything {
        folders.push(Utf8PathBuf::from(&loaded.config.dist_dir).join("types"));
    }
    Output { base: app.dir.clone(), folders, files: files.into_iter().map(planned).collect() }.changes(system)
}

/// `rutter.routes`, compared with the disk.
pub(crate) fn listing_changes(system: &dyn System, workspace: &Workspace, listing: &Listing) -> Changes {
    Output {
        base: workspace.root.clone(),
        folders: Vec::new(),
        files: vec![PlannedFile::new(LISTING_FILE, listing.to_string())],
    }
    .changes(system)
}

fn planned(file: GeneratedFile) -> PlannedFile {
    debug_assert!(file.ownership == Ownership::User || file.text.starts_with(HEADER));
    let planned = PlannedFile::new(file.path, file.text);
    match file.ownership {
        Ownership::Next => planned.replacing(WRITTEN_BY_NEXT),
        Ownership::Rutter | Ownership::User => planned,
    }
}

fn input<'a>(
    system: &dyn System,
    app: &'a App,
    loaded: &'a LoadedApp,
    contract: Option<&'a Contract>,
) -> Input<'a> {
    let definitions: BTreeMap<String, Definition> =
        loaded.companions.iter().map(|(file, read)| (file.clone(), definition(read))).collect();
    let settings = &app.settings;
    Input {
        tree: &loaded.tree,
        next: next_options(app, &loaded.config),
        options: Options {
            out: settings.out.to_string(),
            import_extension: match settings.import_extension {
                rutter_project::ImportExtension::None => ImportExtension::None,
                rutter_project::ImportExtension::Ts => ImportExtension::Ts,
                rutter_project::ImportExtension::Js => ImportExtension::Js,
            },
            links: settings.links,
            next_types: settings.next_types && loaded.config.next_version >= FIRST_TYPEGEN,
            nuqs: settings.nuqs,
            ts_rs: settings.ts_rs.as_ref().map(|folder| ts_rs(system, &app.dir, folder)),
            validators: match settings.validators {
                rutter_project::Validators::Standard => Validators::Standard,
                rutter_project::Validators::Zod => Validators::Zod,
                rutter_project::Validators::Valibot => Validators::Valibot,
            },
            responses: match settings.responses {
                rutter_project::Responses::Off => Responses::Off,
                rutter_project::Responses::Dev => Responses::Dev,
                rutter_project::Responses::Always => Responses::Always,
            },
        },
        definitions,
        server: contract.map(|contract| Server { contract, app: &app.name }),
    }
}

/// What ts-rs has exported into a folder. One that is not there has nothing.
fn ts_rs(system: &dyn System, app: &Utf8Path, folder: &str) -> TsRs {
    let entries = system.read_dir(&app.join(folder)).map(|listing| listing.entries).unwrap_or_default();
    let name = |entry: DirEntry| entry.name.strip_suffix(".ts").map(str::to_owned);
    TsRs { folder: folder.to_owned(), types: entries.into_iter().filter_map(name).collect() }
}

fn next_options(app: &App, config: &AppConfig) -> NextOptions {
    NextOptions {
        major: config.next_version.major,
        base_path: config.base_path.clone(),
        trailing_slash: config.trailing_slash,
        locales: config.locales.clone(),
        default_locale: config.default_locale.clone(),
        locale_param: app.settings.locale_param.clone(),
        typed_routes: config.typed_routes,
        strict_route_types: config.strict_route_types,
        dist_dir: config.dist_dir.clone(),
        cache_life: config.cache_life.iter().map(|name| cache_life(name)).collect(),
        ..NextOptions::default()
    }
}

/// A profile of which only the name is known: its times are left to Next.
fn cache_life(name: &str) -> CacheLife {
    CacheLife { name: name.to_owned(), stale: None, revalidate: None, expire: None }
}

fn definition(file: &SearchFile) -> Definition {
    match file {
        SearchFile::Parsers(keys) => Definition::Parsers(keys.iter().map(parser_key).collect()),
        SearchFile::Opaque { .. } | SearchFile::Unreadable(_) => Definition::Unknown,
    }
}

fn parser_key(key: &search_file::SearchKey) -> ParserKey {
    let left_out = key.default.as_ref().filter(|_| key.clear_on_default);
    ParserKey {
        name: key.name.clone(),
        encoding: encoding(&key.encoding),
        default: left_out.map(|default| default.literal.json()),
    }
}

fn encoding(encoding_of: &search_file::Encoding) -> Encoding {
    match encoding_of {
        search_file::Encoding::Text => Encoding::String,
        search_file::Encoding::Integer => Encoding::Integer,
        search_file::Encoding::Index => Encoding::Index,
        search_file::Encoding::Hex => Encoding::Hex,
        search_file::Encoding::Timestamp => Encoding::Timestamp,
        search_file::Encoding::IsoDateTime => Encoding::IsoDateTime,
        search_file::Encoding::IsoDate => Encoding::IsoDate,
        search_file::Encoding::Json => Encoding::Json,
        search_file::Encoding::Array { item, separator } => {
            Encoding::List { item: Box::new(encoding(item)), separator: separator.clone() }
        }
        search_file::Encoding::NativeArray { item } => Encoding::Repeat(Box::new(encoding(item))),
    }
}
