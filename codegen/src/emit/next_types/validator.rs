//! `validator.ts`: checks that every page, layout, handler and API route exports what Next expects of it.
//!
//! `tsconfig.json` includes all of Next's types, so a validator that an earlier `next build` has left behind would go
//! on importing files that are gone. The checks are those of Next 16.4, one line a file; an error shows at the line
//! of the file concerned.

use rutter_routes::{Entry, EntryKind};

use super::path;
use crate::file::GeneratedFile;
use crate::input::ImportExtension;
use crate::model::{Model, is_importable};
use crate::paths::specifier;
use crate::writer::{Writer, quote};

const FILE: &str = "validator.ts";

/// Each kind of file, the type that its exports must have, and whether that type has the route as its argument.
const CHECKS: [(EntryKind, &str, bool); 5] = [
    (EntryKind::Page, "AppPage", true),
    (EntryKind::Layout, "Layout", true),
    (EntryKind::Handler, "Handler", true),
    (EntryKind::PagesPage, "PagesPage", false),
    (EntryKind::PagesApi, "ApiRoute", false),
];

pub(super) fn file(model: &Model<'_>) -> GeneratedFile {
    let from = path(model, FILE);
    let of_kind = |kind: EntryKind| -> Vec<&Entry> {
        let entries = model.input.tree.entries.iter();
        entries.filter(|entry| entry.kind == kind && is_importable(&entry.file)).collect()
    };
    let groups: Vec<(EntryKind, &str, bool, Vec<&Entry>)> = CHECKS
        .iter()
        .map(|(kind, expected, routed)| (*kind, *expected, *routed, of_kind(*kind)))
        .filter(|(.., entries)| !entries.is_empty())
        .collect();

    let mut w = Writer::default();
    if groups.is_empty() {
        w.line("export {};");
        return GeneratedFile::next(from, &w.finish());
    }
    for (kind, ..) in &groups {
        w.lines(imports(*kind));
    }
    w.line("type Check<Expected, Module extends Expected> = Module;");
    if groups.iter().any(|(kind, ..)| matches!(kind, EntryKind::Page | EntryKind::Layout)) {
        w.lines(PARAM_MATCHING);
    }
    for (kind, ..) in &groups {
        w.lines(expected_type(*kind, model.input.next.strict_route_types));
    }
    w.blank();
    w.block("export type Checks = [", "];", |w| {
        for (_, expected, routed, entries) in &groups {
            for entry in entries {
                let route =
                    if *routed { format!("<{}>", quote(entry.pattern.as_str())) } else { String::new() };
                let module = quote(&specifier(&from, &entry.file, ImportExtension::Js));
                w.line(format!("Check<{expected}{route}, typeof import({module})>,"));
            }
        }
    });
    GeneratedFile::next(from, &w.finish())
}

/// Imports under names of their own, so that each kind of file can bring what it needs.
fn imports(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Page => {
            "import type { AppRoutes, ParamMap as PageParams } from \"./routes.js\";\nimport type { ResolvingMetadata as PageMetadata, ResolvingViewport as PageViewport } from \"next/types.js\";\n"
        }
        EntryKind::Layout => {
            "import type { LayoutRoutes, ParamMap as LayoutParams } from \"./routes.js\";\nimport type { ResolvingMetadata, ResolvingViewport } from \"next/types.js\";\n"
        }
        EntryKind::Handler => {
            "import type { AppRouteHandlerRoutes, ParamMap as HandlerParams } from \"./routes.js\";\nimport type { NextRequest } from \"next/server.js\";\n"
        }
        EntryKind::PagesApi => "import type { NextApiHandler } from \"next/types.js\";\n",
        _ => "",
    }
}

fn expected_type(kind: EntryKind, strict: bool) -> &'static str {
    match kind {
        EntryKind::Page if strict => STRICT_PAGE,
        EntryKind::Page => PAGE,
        EntryKind::Layout => LAYOUT,
        EntryKind::Handler => HANDLER,
        EntryKind::PagesPage => PAGES_PAGE,
        EntryKind::PagesApi => API_ROUTE,
        _ => "",
    }
}

const PARAM_MATCHING: &str = r#"
type ParamMatching<Params> =
  | { unstable_paramMatching?: Partial<Record<keyof Params, string>>; unstable_generateParamMatching?: never }
  | {
      unstable_paramMatching?: never;
      unstable_generateParamMatching?: () => Awaitable<Partial<Record<keyof Params, string>>>;
    };
type Awaitable<T> = T | Promise<T>;
"#;

const PAGE: &str = r#"
type AppPage<Route extends AppRoutes> = {
  default: React.ComponentType<any> | ((props: any) => React.ReactNode | Promise<React.ReactNode> | void | Promise<void>);
  generateStaticParams?: (props: { params: PageParams[Route] }) => Awaitable<any[]>;
  generateMetadata?: (props: any, parent: PageMetadata) => any;
  generateViewport?: (props: any, parent: PageViewport) => any;
  metadata?: any;
  viewport?: any;
} & ParamMatching<PageParams[Route]>;
"#;

const STRICT_PAGE: &str = r#"
type AppPage<Route extends AppRoutes> = {
  default: React.JSXElementConstructor<PageProps<Route>>;
  generateStaticParams?: (props: { params: PageParams[Route] }) => Awaitable<any[]>;
  generateMetadata?: (props: PageProps<Route>, parent: PageMetadata) => any;
  generateViewport?: (props: PageProps<Route>, parent: PageViewport) => any;
  metadata?: any;
  viewport?: any;
} & ParamMatching<PageParams[Route]>;
"#;

const LAYOUT: &str = r#"
type Layout<Route extends LayoutRoutes> = {
  default:
    | React.ComponentType<LayoutProps<Route>>
    | ((props: LayoutProps<Route>) => React.ReactNode | Promise<React.ReactNode> | void | Promise<void>);
  generateStaticParams?: (props: { params: LayoutParams[Route] }) => Awaitable<any[]>;
  generateMetadata?: (props: any, parent: ResolvingMetadata) => any;
  generateViewport?: (props: any, parent: ResolvingViewport) => any;
  metadata?: any;
  viewport?: any;
} & ParamMatching<LayoutParams[Route]>;
"#;

const HANDLER: &str = r#"
type Handler<Route extends AppRouteHandlerRoutes> = {
  [Method in "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS"]?: (
    request: NextRequest,
    context: { params: Promise<HandlerParams[Route]> },
  ) => Response | void | Promise<Response | void>;
};
"#;

const PAGES_PAGE: &str = r#"
type PagesPage = {
  default: React.ComponentType<any> | ((props: any) => React.ReactNode | Promise<React.ReactNode> | void);
  getStaticProps?: (context: any) => any;
  getStaticPaths?: (context: any) => any;
  getServerSideProps?: (context: any) => any;
  getInitialProps?: (context: any) => any;
  config?: { maxDuration?: number; runtime?: string; regions?: string[] };
};
"#;

const API_ROUTE: &str = r#"
type ApiRoute = {
  default: (request: any, response: any) => ReturnType<NextApiHandler>;
  config?: {
    api?: {
      bodyParser?: boolean | { sizeLimit?: number | string };
      responseLimit?: string | number | boolean;
      externalResolver?: boolean;
    };
    runtime?: string;
    maxDuration?: number;
  };
};
"#;
