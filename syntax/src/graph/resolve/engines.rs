//! The resolvers, one for each way in which Next resolves.

use std::path::Path;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use oxc_resolver::{ResolveError, ResolveOptions, ResolverGeneric};
use rutter_project::System;

use super::super::target::Side;
use super::files::Files;

/// What is tried behind a specifier without an extension, in the order of Next 16's default bundler
/// (`resolveExtensions`), then what it does not try, because saying that a file is missing wants to be certain.
pub(super) const EXTENSIONS: [&str; 9] =
    [".tsx", ".ts", ".jsx", ".js", ".mjs", ".json", ".mts", ".cts", ".cjs"];

/// What a specifier with the first extension may mean if there is no such file: TypeScript lets `./a.js` stand for
/// `./a.ts`, and so do both bundlers where they are told to.
pub(super) const TYPESCRIPT_FOR: [(&str, &[&str]); 4] = [
    (".js", &[".js", ".ts", ".tsx", ".jsx"]),
    (".jsx", &[".jsx", ".tsx"]),
    (".mjs", &[".mjs", ".mts"]),
    (".cjs", &[".cjs", ".cts"]),
];

/// Files that hold only types.
const DECLARATIONS: [&str; 3] = [".d.ts", ".d.mts", ".d.cts"];

/// How a module is asked for: packages may answer `import` and `require` with different files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Import,
    Require,
}

/// What a resolver may say.
pub(super) enum Found {
    File(Utf8PathBuf),
    Builtin(String),
    /// The package says that there is nothing here for a browser.
    Nothing,
    Missing,
    /// A `#name` that the package does not declare.
    NotDeclared,
    /// Anything else that keeps it from answering: a loop of links, a permission, a broken `exports`.
    Failed,
}

/// All share one cache of files.
pub(super) struct Engines {
    engines: [ResolverGeneric<Files>; 4],
    declarations: ResolverGeneric<Files>,
    types: ResolverGeneric<Files>,
    configs: ResolverGeneric<Files>,
}

impl Engines {
    pub(super) fn new(system: Arc<dyn System>) -> Self {
        let first = ResolverGeneric::new_with_file_system(Files(system), options(Side::Server, Form::Import));
        let other = |side, form| first.clone_with_options(options(side, form));
        let declarations = first.clone_with_options(ResolveOptions {
            extensions: DECLARATIONS.map(str::to_owned).to_vec(),
            extension_alias: vec![(".js".to_owned(), vec![".d.ts".to_owned()])],
            node_path: false,
            ..ResolveOptions::default()
        });
        let types = first.clone_with_options(ResolveOptions {
            condition_names: vec!["types".to_owned(), "import".to_owned()],
            node_path: false,
            ..ResolveOptions::default()
        });
        let configs = first.clone_with_options(ResolveOptions {
            condition_names: vec!["node".to_owned(), "import".to_owned()],
            extensions: vec![".json".to_owned()],
            main_fields: vec!["tsconfig".to_owned()],
            main_files: vec!["tsconfig".to_owned()],
            node_path: false,
            ..ResolveOptions::default()
        });
        let require = other(Side::Server, Form::Require);
        let browser = [other(Side::Browser, Form::Import), other(Side::Browser, Form::Require)];
        let [browser_import, browser_require] = browser;
        Self { engines: [first, require, browser_import, browser_require], declarations, types, configs }
    }

    /// What `specifier` means in a folder.
    pub(super) fn resolve(&self, side: Side, form: Form, folder: &Utf8Path, specifier: &str) -> Found {
        let [server_import, server_require, browser_import, browser_require] = &self.engines;
        let engine = match (side, form) {
            (Side::Server, Form::Import) => server_import,
            (Side::Server, Form::Require) => server_require,
            (Side::Browser, Form::Import) => browser_import,
            (Side::Browser, Form::Require) => browser_require,
        };
        ask(engine, folder, specifier)
    }

    /// Whether a specifier names a file of declarations.
    pub(super) fn is_declaration(&self, folder: &Utf8Path, specifier: &str) -> bool {
        matches!(ask(&self.declarations, folder, specifier), Found::File(_))
    }

    /// The file that says what the types behind a specifier are, for a file.
    pub(super) fn types(&self, file: &Utf8Path, specifier: &str) -> Option<Utf8PathBuf> {
        let resolution = self.types.resolve_dts(file.as_std_path(), specifier).ok()?;
        Utf8PathBuf::from_path_buf(resolution.into_path_buf()).ok()
    }

    /// The `tsconfig` that a package holds.
    pub(super) fn config(&self, folder: &Utf8Path, specifier: &str) -> Option<Utf8PathBuf> {
        match ask(&self.configs, folder, specifier) {
            Found::File(path) => Some(path),
            _ => None,
        }
    }
}

fn ask(engine: &ResolverGeneric<Files>, folder: &Utf8Path, specifier: &str) -> Found {
    match engine.resolve(folder.as_std_path() as &Path, specifier) {
        Ok(resolution) => match Utf8PathBuf::from_path_buf(resolution.into_path_buf()) {
            Ok(path) => Found::File(path),
            Err(_) => Found::Failed,
        },
        Err(ResolveError::Builtin { resolved, .. }) => {
            Found::Builtin(resolved.strip_prefix("node:").unwrap_or(&resolved).to_owned())
        }
        Err(ResolveError::Ignored(_)) => Found::Nothing,
        Err(ResolveError::NotFound(_)) => Found::Missing,
        Err(ResolveError::PackageImportNotDefined(..)) => Found::NotDeclared,
        Err(_) => Found::Failed,
    }
}

/// Next 16.4 with Turbopack, found by building packages that have one condition each. The order of the conditions
/// means nothing: that of the package's `exports` decides.
fn options(side: Side, form: Form) -> ResolveOptions {
    let form = match form {
        Form::Import => "import",
        Form::Require => "require",
    };
    let (conditions, main_fields, alias_fields): (&[&str], &[&str], &[&str]) = match side {
        Side::Server => (&["react-server", "node"], &["module", "main"], &[]),
        Side::Browser => (&["browser"], &["browser", "module", "main"], &["browser"]),
    };
    let common = ["module", "production", "default", form];
    ResolveOptions {
        condition_names: conditions.iter().chain(&common).map(ToString::to_string).collect(),
        main_fields: main_fields.iter().map(ToString::to_string).collect(),
        alias_fields: alias_fields.iter().map(|field| vec![field.to_string()]).collect(),
        extensions: EXTENSIONS.map(str::to_owned).to_vec(),
        extension_alias: TYPESCRIPT_FOR
            .iter()
            .map(|(from, to)| ((*from).to_owned(), to.iter().map(ToString::to_string).collect()))
            .collect(),
        // For a browser, an installed package such as `events` comes before the module of that name.
        builtin_modules: side == Side::Server,
        // Which files are read must not depend on the environment variable `NODE_PATH`.
        node_path: false,
        ..ResolveOptions::default()
    }
}
