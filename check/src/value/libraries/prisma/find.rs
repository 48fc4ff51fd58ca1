//! Where the schemas of a workspace are, and what imports mean the clients that are generated of them.
//!
//! See <https://www.prisma.io/docs/orm/prisma-schema/overview/location>.

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use rutter_project::{FileKind, System};
use rutter_syntax::facts::{ExprKind, Facts, PropertyKey};
use rutter_syntax::read_facts;
use serde_json::Value as Json;

use super::generated::Bytes;
use super::schema::Schema;

/// How many files a schema is read from, how deep their folders go, and how many folders are looked into for one.
const MOST_FILES: usize = 1_000;
const DEEPEST: usize = 4;
const MOST_FOLDERS: usize = 2_000;

/// The files in which Prisma is told where the schema is.
const CONFIGS: [&str; 5] =
    ["prisma.config.ts", "prisma.config.mts", "prisma.config.js", "prisma.config.mjs", ".config/prisma.ts"];

/// One schema, and where its client is generated.
#[derive(Debug)]
pub(super) struct Found {
    /// The folder of the package that it belongs to.
    pub(super) package: Utf8PathBuf,
    /// The file or the folder of the schema.
    pub(super) path: Utf8PathBuf,
    pub(super) schema: Schema,
    /// The folders that the client is generated into; none for `@prisma/client`.
    pub(super) outputs: Vec<Utf8PathBuf>,
    pub(super) bytes: Bytes,
}

/// The schemas of an app and its workspace: `app` is the folder of the app, `root` that of the workspace.
pub(super) fn find(system: &dyn System, app: &Utf8Path, root: &Utf8Path) -> Vec<Found> {
    let mut folders: Vec<Utf8PathBuf> =
        app.ancestors().take_while(|folder| folder.starts_with(root)).map(Utf8Path::to_owned).collect();
    let packages = |folder: &Utf8Path| -> Vec<Utf8PathBuf> {
        let entries = system.read_dir(folder).map(|listing| listing.entries).unwrap_or_default();
        let is_wanted = |name: &str| !name.starts_with('.') && name != "node_modules";
        let folders =
            entries.into_iter().filter(|entry| entry.kind == FileKind::Directory && is_wanted(&entry.name));
        folders.map(|entry| folder.join(entry.name)).collect()
    };
    for folder in packages(root) {
        let inner = packages(&folder);
        folders.push(folder);
        folders.extend(inner);
    }
    let mut found: Vec<Found> = Vec::new();
    for folder in folders.into_iter().take(MOST_FOLDERS) {
        if let Some(schema) = find_in(system, &folder)
            && !found.iter().any(|other| schema.path.starts_with(&other.path))
        {
            found.push(schema);
        }
    }
    found
}

/// The schema of a package.
fn find_in(system: &dyn System, package: &Utf8Path) -> Option<Found> {
    let manifest = system.read_to_string(&package.join("package.json")).ok();
    let manifest: Option<Json> = manifest.and_then(|text| serde_json::from_str(&text).ok());
    let stated = manifest.as_ref().and_then(|manifest| manifest.get("prisma")?.get("schema")?.as_str());
    let configured = || {
        CONFIGS.iter().find_map(|config| {
            let text = system.read_to_string(&package.join(config)).ok()?;
            configured(&read_facts("prisma.config.ts", &text))
        })
    };
    let path = match stated.map(str::to_owned).or_else(|| manifest.as_ref().and_then(|_| configured())) {
        Some(path) => normal(&package.join(path)),
        None => {
            let usual =
                ["schema.prisma", "prisma/schema.prisma", "prisma/schema"].map(|path| package.join(path));
            usual.into_iter().find(|path| is_schema(system, path))?
        }
    };
    let mut files = Vec::new();
    list(system, &path, DEEPEST, &mut files);
    let (mut schema, mut outputs) = (Schema::default(), Vec::new());
    for file in &files {
        let known = schema.generators.len();
        schema.read(&system.read_to_string(file).unwrap_or_default());
        let clients = schema.generators[known..].iter().filter(|it| it.provider.starts_with("prisma-client"));
        let folders =
            clients.filter_map(|client| Some(normal(&file.parent()?.join(client.output.as_deref()?))));
        outputs.extend(folders.filter(|output| !output.as_str().contains("node_modules")));
    }
    if files.is_empty() {
        return None;
    }
    let bytes = bytes(manifest.as_ref(), &schema);
    Some(Found { package: package.to_owned(), path, schema, outputs, bytes })
}

/// Whether a path is a schema: a file, or a folder that holds some.
fn is_schema(system: &dyn System, path: &Utf8Path) -> bool {
    match path.extension() {
        Some(_) => system.is_file(path),
        None => system.is_dir(path),
    }
}

/// The files of a schema.
fn list(system: &dyn System, path: &Utf8Path, depth: usize, files: &mut Vec<Utf8PathBuf>) {
    if files.len() >= MOST_FILES {
        return;
    }
    match system.kind(path) {
        Ok(FileKind::File) if path.extension() == Some("prisma") => files.push(path.to_owned()),
        Ok(FileKind::Directory) if depth > 0 => {
            for entry in system.read_dir(path).map(|listing| listing.entries).unwrap_or_default() {
                if entry.kind == FileKind::Directory || entry.name.ends_with(".prisma") {
                    list(system, &path.join(entry.name), depth - 1, files);
                }
            }
        }
        _ => {}
    }
}

/// The `schema` of a `prisma.config.ts`: a string, or strings that are joined.
fn configured(facts: &Facts) -> Option<String> {
    let properties = facts.exprs.iter().filter_map(|expr| match expr.kind {
        ExprKind::Object(properties) => Some(&facts[properties]),
        _ => None,
    });
    let schema = properties
        .flatten()
        .find(|it| matches!(it.key(), PropertyKey::Name(name) if &facts[name] == "schema"))?;
    match facts[facts.without_types(schema.value)].kind {
        ExprKind::Call { arguments, .. } => {
            // `path.join('prisma', 'schema')`, perhaps with `__dirname` before.
            let parts: Vec<&str> = facts[arguments].iter().filter_map(|it| facts.string(*it)).collect();
            (!parts.is_empty()).then(|| parts.join("/"))
        }
        _ => facts.string(schema.value).map(str::to_owned),
    }
}

/// What bytes are in the version that a package asks for.
fn bytes(manifest: Option<&Json>, schema: &Schema) -> Bytes {
    if schema.generators.iter().any(|generator| generator.provider == "prisma-client") {
        return Bytes::Uint8Array;
    }
    let range = manifest.and_then(|manifest| {
        let of = |field| manifest.get(field)?.get("@prisma/client")?.as_str();
        of("dependencies").or_else(|| of("devDependencies")).or_else(|| of("peerDependencies"))
    });
    let digits = range.map(|range| range.trim_start_matches(['^', '~', '=', 'v', '>', ' ']));
    let major: Option<u32> = digits.and_then(|range| range.split('.').next()?.parse().ok());
    match major {
        Some(6..) => Bytes::Uint8Array,
        Some(_) => Bytes::Buffer,
        None => Bytes::Unknown,
    }
}

impl Found {
    /// Whether a path is that of a module of the generated client.
    pub(super) fn generates(&self, path: &Utf8Path) -> bool {
        self.outputs.iter().any(|output| path.starts_with(output))
    }

    /// Whether a specifier with an alias before its first `/` seems to mean the generated client, which is not there:
    /// `@/generated/prisma/client` for `src/generated/prisma`.
    pub(super) fn is_meant_by(&self, specifier: &str) -> bool {
        let Some((_, path)) = specifier.split_once('/') else { return false };
        let parts: Vec<&str> = path.split('/').collect();
        self.outputs.iter().any(|output| {
            let ends_with = |count: &usize| output.ends_with(parts[..*count].join("/"));
            // What follows is a file of the client: `client`, `enums`, `internal/class`.
            (1..=parts.len()).rev().find(ends_with).is_some_and(|count| parts.len() - count <= 2)
        })
    }
}

/// A path without `.` and `..`.
pub(super) fn normal(path: &Utf8Path) -> Utf8PathBuf {
    let mut normal = Utf8PathBuf::new();
    for component in path.components() {
        match component {
            Utf8Component::CurDir => {}
            Utf8Component::ParentDir => {
                normal.pop();
            }
            component => normal.push(component),
        }
    }
    normal
}
