//! Components with links to the pages of a tree.

use rutter_routes::{Conventions, Param, ParamKind, Pattern, RouteTree, Segment};

use super::tree::Files;

/// The folder of the components.
pub(crate) const FOLDER: &str = "components/";

const LINKS_PER_FILE: usize = 10;

/// How a link with params is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// As a template literal, which Next's `typedRoutes` checks and nobody checks without it.
    Text,
    /// By Rutter's `href`.
    Rutter,
}

/// Components with this many links in all: each page in turn, from the start again when all have one.
pub(crate) fn files(tree: &Files, links: usize, style: Style) -> Files {
    let paths: Vec<&String> = tree.keys().collect();
    let pages = RouteTree::build(&paths, &Conventions::default()).routes.app;
    let targets: Vec<&Pattern> = pages.iter().cycle().take(links).collect();
    let components = targets.chunks(LINKS_PER_FILE).enumerate();
    components
        .map(|(number, targets)| (format!("{FOLDER}links-{number}.tsx"), component(number, targets, style)))
        .collect()
}

fn component(number: usize, targets: &[&Pattern], style: Style) -> String {
    let import = match style {
        Style::Text => "",
        Style::Rutter => "import { href } from \"../rutter/routes.gen\";\n",
    };
    let links: String = targets
        .iter()
        .map(|route| {
            format!("      <Link href={}>{}</Link>\n", target(route, style), route.segments().count())
        })
        .collect();
    format!(
        "import Link from \"next/link\";\n{import}\nexport function Links{number}({{ id }}: {{ id: string }}) {{\n  \
         return (\n    <nav>\n{links}    </nav>\n  );\n}}\n"
    )
}

/// What stands behind `href=`.
fn target(route: &Pattern, style: Style) -> String {
    if !route.is_dynamic() {
        return format!("\"{}\"", route.as_str());
    }
    match style {
        Style::Text => {
            let segments: String = route
                .segments()
                .map(|segment| match segment {
                    Segment::Static(text) => format!("/{text}"),
                    Segment::Dynamic(param) | Segment::Affixed { param, .. } => {
                        if param.kind.repeats() { "/${id}/${id}" } else { "/${id}" }.to_owned()
                    }
                })
                .collect();
            format!("{{`{segments}`}}")
        }
        Style::Rutter => {
            let params: Vec<String> = route.params().iter().map(param_value).collect();
            format!("{{href(\"{}\", {{ params: {{ {} }} }})}}", route.as_str(), params.join(", "))
        }
    }
}

fn param_value(param: &Param) -> String {
    match param.kind {
        ParamKind::CatchAll | ParamKind::OptionalCatchAll => format!("{}: [id, id]", param.name),
        ParamKind::Single | ParamKind::Optional => format!("{}: id", param.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_in_both_styles() {
        let table = [
            ("/about", "\"/about\"", "\"/about\""),
            ("/blog/[slug]", "{`/blog/${id}`}", "{href(\"/blog/[slug]\", { params: { slug: id } })}"),
            (
                "/[a]/x/[[...rest]]",
                "{`/${id}/x/${id}/${id}`}",
                "{href(\"/[a]/x/[[...rest]]\", { params: { a: id, rest: [id, id] } })}",
            ),
        ];
        for (route, text, rutter) in table {
            let route = Pattern::new(route);
            assert_eq!(target(&route, Style::Text), text);
            assert_eq!(target(&route, Style::Rutter), rutter);
        }
    }

    #[test]
    fn every_component_is_full() {
        let tree = super::super::tree::grow(50);
        let files = files(&tree, 100, Style::Rutter);
        assert_eq!(files.len(), 10);
        for (path, text) in files {
            assert_eq!(text.matches("<Link ").count(), LINKS_PER_FILE, "{path}");
        }
    }
}
