//! Whether a metadata file answers under one URL or under many.

use oxc_ast::ast::{Declaration, ExportSpecifier, Statement};

use crate::parse::parse;

/// Whether a metadata file (`icon.tsx`, `opengraph-image.tsx`, `sitemap.ts`, ...) exports
/// `generateImageMetadata` or `generateSitemaps`, in any form: a function, a constant, or an export by name.
///
/// Such a file makes one URL for each id, so its route ends in a parameter (Next 16.4: metadata routes). Types of
/// that name do not count. A file that cannot be parsed exports nothing.
pub fn generates_metadata_images(source: &str, file_name: &str) -> bool {
    parse(file_name, source, |parsed| parsed.program.body.iter().any(exports_generator)).unwrap_or(false)
}

fn exports_generator(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::ExportDeclaration(export) => match &export.declaration {
            Declaration::FunctionDeclaration(function) => {
                function.id.as_ref().is_some_and(|id| is_generator(&id.name))
            }
            Declaration::VariableDeclaration(variables) => variables
                .declarations
                .iter()
                .flat_map(|variable| variable.id.get_binding_identifiers())
                .any(|id| is_generator(&id.name)),
            _ => false,
        },
        Statement::ExportNamedDeclaration(export) if !export.export_kind.is_type() => {
            export.specifiers.iter().any(names_generator)
        }
        Statement::ExportFromDeclaration(export) if !export.export_kind.is_type() => {
            export.specifiers.iter().any(names_generator)
        }
        _ => false,
    }
}

fn names_generator(specifier: &ExportSpecifier<'_>) -> bool {
    !specifier.export_kind.is_type() && is_generator(&specifier.exported.name())
}

fn is_generator(name: &str) -> bool {
    matches!(name, "generateImageMetadata" | "generateSitemaps")
}

#[cfg(test)]
mod tests {
    use super::generates_metadata_images;

    #[test]
    fn every_form_of_export_counts_and_nothing_else() {
        for (source, expected) in [
            ("export function generateImageMetadata() { return [] }", true),
            ("export async function generateSitemaps() { return [{ id: 0 }] }", true),
            ("export const generateSitemaps = async () => []", true),
            ("const ids = () => []; export { ids as generateSitemaps }", true),
            ("export { generateImageMetadata } from './ids'", true),
            ("export const { generateSitemaps } = maker", true),
            ("function generateSitemaps() {} export default function sitemap() { return [] }", false),
            ("export default function generateSitemaps() {}", false),
            ("export type generateSitemaps = string", false),
            ("import type { generateSitemaps } from './x'; export type { generateSitemaps }", false),
            ("// export function generateSitemaps() {}\nexport default []", false),
            ("export function generateSitemaps( {", false),
            ("", false),
        ] {
            assert_eq!(generates_metadata_images(source, "sitemap.ts"), expected, "{source}");
        }
    }
}
