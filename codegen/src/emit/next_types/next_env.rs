//! `next-env.d.ts`: written only where there is none. Next keeps it up to date itself, and writes it again unless it
//! has these very lines (Next 16.4: `writeAppTypeDeclarations`).

use super::dist_dir;
use crate::file::{GeneratedFile, Ownership};
use crate::model::Model;

pub(super) fn file(model: &Model<'_>) -> GeneratedFile {
    let next = &model.input.next;
    let tree = model.input.tree;
    let mut lines = vec!["/// <reference types=\"next\" />".to_owned()];
    if !next.disable_static_images {
        lines.push("/// <reference types=\"next/image-types/global\" />".to_owned());
    }
    if tree.app_dir.is_some() && tree.pages_dir.is_some() {
        lines.push("/// <reference types=\"next/navigation-types/compat/navigation\" />".to_owned());
    }
    let mut imports = vec!["routes.d.ts", "root-params.d.ts"];
    if next.strict_route_types {
        imports.extend(["cache-life.d.ts", "validator.ts"]);
        imports.extend(next.typed_routes.then_some("link.d.ts"));
    }
    lines.extend(imports.iter().map(|name| format!("import \"./{}/types/{name}\";", dist_dir(model))));
    let router = if tree.app_dir.is_some() { "app" } else { "pages" };
    lines.push(String::new());
    lines.push("// NOTE: This file should not be edited".to_owned());
    lines.push(format!(
        "// see https://nextjs.org/docs/{router}/api-reference/config/typescript for more information."
    ));
    GeneratedFile {
        path: "next-env.d.ts".to_owned(),
        text: lines.join("\n") + "\n",
        ownership: Ownership::User,
    }
}
