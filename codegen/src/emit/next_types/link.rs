//! `link.d.ts`: the links of `typedRoutes`, as Next types them: by a template literal for each route.
//!
//! It exists for apps that keep `typedRoutes`; `links.gen.d.ts` checks more and costs the compiler less. Other than
//! Next's file it knows API routes by their URLs and an optional catch-all without its slash, and it quotes names.

use rutter_routes::{ParamKind, Pattern, Segment};

use super::path;
use crate::file::GeneratedFile;
use crate::model::Model;
use crate::writer::{Writer, quote};

pub(super) fn file(model: &Model<'_>) -> GeneratedFile {
    let (dynamic, fixed): (Vec<&Pattern>, Vec<&Pattern>) =
        model.routes.iter().map(|route| route.pattern).partition(|pattern| pattern.is_dynamic());
    let fixed = fixed.iter().map(|pattern| quote(pattern.as_str())).collect::<Vec<_>>();
    let bases = dynamic.iter().filter_map(|pattern| optional_base(pattern));
    let fixed: Vec<String> = fixed.into_iter().chain(bases).collect();
    let templates = dynamic.iter().map(|pattern| template(pattern));

    let mut w = Writer::default();
    w.block("declare namespace __next_route_internal_types__ {", "}", |w| {
        w.lines(WORDS.trim_start_matches('\n'));
        w.union_of_text("type StaticRoutes", fixed);
        w.union_of_text("type DynamicRoutes<T extends string = string>", templates);
        w.lines(if model.routes.is_empty() { ANY_ROUTE } else { ROUTE });
    });
    w.lines(MODULES);
    GeneratedFile::next(path(model, "link.d.ts"), &w.finish())
}

/// The path of an optional catch-all without any segment.
fn optional_base(pattern: &Pattern) -> Option<String> {
    let (base, last) = pattern.as_str().rsplit_once('/')?;
    let optional =
        matches!(Segment::parse(last), Segment::Dynamic(param) if param.kind == ParamKind::OptionalCatchAll);
    let plain = !base.is_empty() && !Pattern::new(base).is_dynamic();
    (optional && plain).then(|| quote(base))
}

fn template(pattern: &Pattern) -> String {
    let segments = pattern.segments().map(|segment| match segment {
        Segment::Dynamic(param) => match param.kind {
            ParamKind::Single | ParamKind::Optional => "${SafeSlug<T>}".to_owned(),
            ParamKind::CatchAll => "${CatchAllSlug<T>}".to_owned(),
            ParamKind::OptionalCatchAll => "${OptionalCatchAllSlug<T>}".to_owned(),
        },
        Segment::Static(text) | Segment::Affixed { text, .. } => escape_template(text),
    });
    format!("`/{}`", segments.collect::<Vec<_>>().join("/"))
}

fn escape_template(text: &str) -> String {
    let quoted = quote(text);
    let inner = quoted[1..quoted.len() - 1].replace("\\\"", "\"");
    inner.replace('`', "\\`").replace("${", "\\${")
}

const WORDS: &str = r#"
type SearchOrHash = `?${string}` | `#${string}`;
type WithProtocol = `${string}:${string}`;
type Suffix = "" | SearchOrHash;
type SafeSlug<S extends string> = S extends `${string}/${string}` ? never : CatchAllSlug<S>;
type CatchAllSlug<S extends string> = S extends "" ? never : OptionalCatchAllSlug<S>;
type OptionalCatchAllSlug<S extends string> = S extends `${string}${SearchOrHash}` ? never : S;

"#;

const ROUTE: &str = r#"
type RouteImpl<T> =
  | StaticRoutes
  | SearchOrHash
  | WithProtocol
  | `${StaticRoutes}${SearchOrHash}`
  | (T extends `${DynamicRoutes<infer _>}${Suffix}` ? T : never);
"#;

const ANY_ROUTE: &str = r#"
type RouteImpl<T> = string & {};
"#;

const MODULES: &str = r#"
declare module "next" {
  export { default } from "next/types.js";
  export * from "next/types.js";

  export type Route<T extends string = string> = __next_route_internal_types__.RouteImpl<T>;
}

declare module "next/link" {
  import type { AnchorHTMLAttributes, DetailedHTMLProps, JSX } from "react";
  import type { LinkProps as NextLinkProps } from "next/dist/client/link.js";
  import type { UrlObject } from "url";

  export { useLinkStatus } from "next/dist/client/link.js";

  type Anchor = DetailedHTMLProps<AnchorHTMLAttributes<HTMLAnchorElement>, HTMLAnchorElement>;

  export type LinkProps<RouteInferType> = Omit<Omit<Anchor, keyof NextLinkProps> & NextLinkProps, "href"> & {
    /** The path or URL to navigate to. */
    href: __next_route_internal_types__.RouteImpl<RouteInferType> | UrlObject;
  };

  export default function Link<RouteType>(props: LinkProps<RouteType>): JSX.Element;
}

declare module "next/navigation" {
  import type * as Next from "next/dist/client/components/navigation.js";

  export * from "next/dist/client/components/navigation.js";

  type Route<T> = __next_route_internal_types__.RouteImpl<T>;
  type NextRouter = ReturnType<typeof Next.useRouter>;

  interface AppRouterInstance extends NextRouter {
    push<RouteType>(href: Route<RouteType>, options?: Parameters<NextRouter["push"]>[1]): void;
    replace<RouteType>(href: Route<RouteType>, options?: Parameters<NextRouter["replace"]>[1]): void;
    prefetch<RouteType>(href: Route<RouteType>): void;
  }

  export function useRouter(): AppRouterInstance;
  export function redirect<RouteType>(url: Route<RouteType>, type?: Parameters<typeof Next.redirect>[1]): never;
  export function permanentRedirect<RouteType>(url: Route<RouteType>, type?: Parameters<typeof Next.redirect>[1]): never;
}

declare module "next/form" {
  import type { JSX } from "react";
  import type { FormProps as NextFormProps } from "next/dist/client/form.js";

  export type FormProps<RouteInferType> = Omit<NextFormProps, "action"> & {
    /** The path or URL to navigate to, or a function to call, when the form is submitted. */
    action: __next_route_internal_types__.RouteImpl<RouteInferType> | ((formData: FormData) => void);
  };

  export default function Form<RouteType>(props: FormProps<RouteType>): JSX.Element;
}
"#;
