//! Import specifiers from one file of an app to another.

use crate::input::ImportExtension;

/// The specifier with which the file `from` imports the file `to`, both relative to the app's folder.
///
/// A TypeScript extension is dropped or replaced as asked; any other stays, because only it names the file.
pub(crate) fn specifier(from: &str, to: &str, extension: ImportExtension) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = &from[..from.len() - 1];
    let shared = folders.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();

    let mut path = "../".repeat(folders.len() - shared);
    if path.is_empty() {
        path.push_str("./");
    }
    path.push_str(&to[shared..].join("/"));
    with_extension(&path, extension)
}

fn with_extension(path: &str, extension: ImportExtension) -> String {
    let Some((stem, tsx)) = path
        .strip_suffix(".tsx")
        .map(|stem| (stem, true))
        .or_else(|| path.strip_suffix(".ts").map(|stem| (stem, false)))
    else {
        return path.to_owned();
    };
    match extension {
        ImportExtension::None => stem.to_owned(),
        ImportExtension::Ts if tsx => format!("{stem}.tsx"),
        ImportExtension::Ts => format!("{stem}.ts"),
        ImportExtension::Js => format!("{stem}.js"),
    }
}

#[cfg(test)]
mod tests {
    use super::specifier;
    use crate::input::ImportExtension::{Js, None, Ts};

    #[test]
    fn a_specifier_is_relative_to_the_importing_file() {
        let table = [
            ("rutter/routes.gen.ts", "rutter/_href.gen.ts", None, "./_href.gen"),
            ("rutter/app/list.gen.ts", "rutter/routes.gen.ts", Ts, "../routes.gen.ts"),
            ("src/rutter/routes.gen.ts", "src/app/a/[b]/page.search.ts", None, "../app/a/[b]/page.search"),
            ("rutter/bodies.gen.ts", "app/api/route.tsx", Js, "../app/api/route.js"),
            (".next/types/validator.ts", "app/page.tsx", Ts, "../../app/page.tsx"),
            ("out.ts", "app/page.mdx", None, "./app/page.mdx"),
        ];
        for (from, to, extension, expected) in table {
            assert_eq!(specifier(from, to, extension), expected, "{from} -> {to}");
        }
    }
}
