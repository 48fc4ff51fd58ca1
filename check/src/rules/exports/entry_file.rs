//! Pages, layouts and route handlers as Next's compiler knows them, and what they export.

use rutter_routes::EntryKind;
use rutter_syntax::facts::{Export, ExportKind, Facts, Imported, PatternKind, Span};
use rutter_syntax::graph::Environment;

use crate::context::ModuleContext;
use crate::finding::Finding;

/// Something that a file exports, by the name that the compiler reads.
///
/// The compiler looks at names as they are *in* the file: `export { metadata as meta }` is an export of `metadata` to
/// it, `export { meta as metadata }` is not. Of `export ... from` it takes the name in the other file. It sees functions
/// and variables, but no classes, types, destructured names and no `export *`.
#[derive(Debug, Clone, Copy)]
pub(super) struct CompiledExport<'f> {
    /// The name in the file.
    pub(super) name: &'f str,
    /// The bytes to point at.
    pub(super) span: Span,
}

/// Whether the module is named `page`, `layout` or `route` and lies in the app folder: the compiler goes by that alone,
/// so a `page.tsx` in a private folder counts too if something imports it.
pub(super) fn is_entry_file(module: &ModuleContext<'_>) -> bool {
    let is_entry = |kind| matches!(kind, EntryKind::Page | EntryKind::Layout | EntryKind::Handler);
    module.entries().iter().any(|entry| is_entry(entry.kind))
        || is_named(module, &["page", "layout", "route"], &module.project.loaded.config.page_extensions)
}

/// Whether the module has one of the names and one of the extensions, lies in the app folder, and runs anywhere.
pub(super) fn is_named<E: AsRef<str>>(module: &ModuleContext<'_>, names: &[&str], extensions: &[E]) -> bool {
    let file = module.path.rsplit('/').next().unwrap_or_default();
    let Some((stem, extension)) = file.split_once('.') else { return false };
    names.contains(&stem)
        && extensions.iter().any(|known| known.as_ref() == extension)
        && (module.path.starts_with("app/") || module.path.starts_with("src/app/"))
        && [Environment::Server, Environment::Client]
            .iter()
            .any(|environment| module.in_environment(*environment))
}

/// The exports that the compiler sees, in the order of the file.
pub(super) fn compiled_exports(facts: &Facts) -> impl Iterator<Item = CompiledExport<'_>> {
    facts.exports.iter().filter(|export| !export.type_only).filter_map(|export| {
        let name = match export.kind {
            _ if export.name.is_some_and(|name| &facts[name] == "default") => return None,
            ExportKind::Function(function) => facts[function].name?,
            ExportKind::Variable { pattern, .. } => match facts[pattern].kind {
                PatternKind::Binding(binding) => facts[binding].name,
                _ => return None,
            },
            ExportKind::Local { local, .. } => local,
            ExportKind::From { imported: Imported::Name(name), .. } => name,
            _ => return None,
        };
        Some(CompiledExport { name: &facts[name], span: export.name_span })
    })
}

/// The export of a name that exists at run time, whatever it is called in the file.
pub(super) fn exported<'f>(facts: &'f Facts, name: &str) -> Option<&'f Export> {
    facts.export(name).filter(|export| !export.type_only)
}

/// The error with which a route is rendered whose metadata or viewport is exported by a client component (Next 16.4: a
/// function is called, a constant is searched for its fields).
pub(super) fn fails_with(name: &str) -> String {
    if name.starts_with("generate") {
        format!("Attempted to call {name}() from the server but {name} is on the client")
    } else {
        "Cannot read properties of undefined (reading '$$typeof')".to_owned()
    }
}

/// Makes a finding a warning: the build goes through, and what is exported is ignored.
pub(super) fn soften(finding: &mut Finding) -> &mut Finding {
    finding.soften();
    finding
}
