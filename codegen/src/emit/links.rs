//! `links.gen.d.ts`: Next's own modules, with links that the app has.
//!
//! Each block declares a module anew: it takes over every export of the file behind the module, and puts another type
//! in the place of the few that take a link. The file has no import or export at its top, because in a module the
//! blocks would be merged with Next's declarations instead, and an overload that takes any `string` would remain.

use std::collections::BTreeSet;

use rutter_routes::{EntryKind, Pattern};

use super::routes::FILE as ROUTES;
use crate::file::GeneratedFile;
use crate::model::Model;
use crate::writer::{Writer, quote};

const FILE: &str = "links.gen.d.ts";

/// `links.gen.d.ts`.
pub(crate) fn file(model: &Model<'_>) -> GeneratedFile {
    let mut w = Writer::default();
    words(&mut w, model);
    w.lines(LINK);
    if model.input.next.major >= 15 {
        w.lines(FORM);
    }
    w.lines(NAVIGATION);
    if model.input.next.major >= 14 {
        w.lines(REVALIDATE);
    }
    GeneratedFile::rutter(model.out(FILE), &w.finish())
}

/// The types that the blocks share, in a namespace because a script has no others.
fn words(w: &mut Writer, model: &Model<'_>) {
    let routes = quote(&model.import(FILE, ROUTES));
    w.block("declare namespace RutterLinks {", "}", |w| {
        w.line(format!("type Href = import({routes}).Href;"));
        w.line(format!("type StaticHref = import({routes}).StaticHref;"));
        w.blank();
        w.line("/** Out of the app, or on the same page. */");
        w.union_of_text(
            "type Elsewhere",
            ["http://", "https://", "mailto:", "tel:", "#", "?"].map(|start| format!("`{start}${{string}}`")),
        );
        w.blank();
        w.lines(LINK_TYPES.trim_matches('\n'));
        w.blank();
        w.line("/** Routes of the Pages Router, whose params may stand in `query`. */");
        w.union("type PagesRoute", model.input.tree.routes.pages.iter().map(Pattern::as_str));
        if model.input.next.major >= 14 {
            w.blank();
            w.line("/** A folder of the app with its groups and slots, as `revalidatePath` knows pages. */");
            w.union("type PageFolder", page_folders(model));
            w.blank();
            w.line("/** The same for layouts: every folder on the way to a page. */");
            w.union("type LayoutFolder", layout_folders(model));
        }
    });
}

fn page_folders<'a>(model: &Model<'a>) -> BTreeSet<&'a str> {
    let pages = model.input.tree.entries.iter().filter(|entry| entry.kind == EntryKind::Page);
    pages.map(|entry| if entry.place.is_empty() { "/" } else { entry.place.as_str() }).collect()
}

fn layout_folders<'a>(model: &Model<'a>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::from(["/"]);
    for page in page_folders(model) {
        folders.extend(page.match_indices('/').skip(1).map(|(at, _)| &page[..at]));
        folders.insert(page);
    }
    folders
}

const LINK_TYPES: &str = r#"
/**
 * A path without params as it stands, what `href(...)` of `routes.gen.ts` returns, or a URL elsewhere. Query and hash
 * of a path go through `href`.
 */
type StaticPathOrHrefCall = StaticHref | Href | Elsewhere;

/** A link in pieces. Next itself checks no path in it; here it is one of the app, unless a host is named. */
type LinkObject = AppObject | HostObject;
type AppObject = Omit<import("url").UrlObject, "href" | "pathname"> & {
  pathname?: StaticHref | Href | PagesRoute | null | undefined;
};
type HostObject = import("url").UrlObject & ({ host: string } | { hostname: string });
"#;

const LINK: &str = r#"
declare module "next/link" {
  import type { AnchorHTMLAttributes, ForwardRefExoticComponent, ReactNode, RefAttributes } from "react";
  import type { LinkProps as NextLinkProps } from "next/dist/client/link";

  export * from "next/dist/client/link";

  export interface LinkProps<RouteInferType = any> extends Omit<NextLinkProps<RouteInferType>, "href"> {
    /**
     * A path without params as it stands, such as `/about`, or what `href` of `routes.gen.ts` returns: whatever has
     * params, a query or a hash goes through it, as in `href("/blog/[slug]", { params: { slug }, hash: "top" })`.
     */
    href: RutterLinks.StaticPathOrHrefCall | RutterLinks.LinkObject;
  }

  const Link: ForwardRefExoticComponent<
    Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof LinkProps> &
      LinkProps & { children?: ReactNode | undefined } & RefAttributes<HTMLAnchorElement>
  >;
  export default Link;
}
"#;

const FORM: &str = r#"
declare module "next/form" {
  import type { ComponentProps, ForwardRefExoticComponent, RefAttributes } from "react";
  import type NextForm from "next/dist/client/form";
  import type { FormProps as NextFormProps } from "next/dist/client/form";

  export * from "next/dist/client/form";

  interface Action {
    /** A path without params as it stands, what `href(...)` of `routes.gen.ts` returns, or a function. */
    action: RutterLinks.StaticPathOrHrefCall | Exclude<NextFormProps["action"], string>;
  }

  export type FormProps<RouteInferType = any> = Omit<NextFormProps<RouteInferType>, "action"> & Action;

  const Form: ForwardRefExoticComponent<
    Omit<ComponentProps<typeof NextForm>, "action" | "ref"> & Action & RefAttributes<HTMLFormElement>
  >;
  export default Form;
}
"#;

const NAVIGATION: &str = r#"
declare module "next/navigation" {
  import type * as Next from "next/dist/client/components/navigation";

  export * from "next/dist/client/components/navigation";

  type NextRouter = ReturnType<typeof Next.useRouter>;

  interface Router extends NextRouter {
    /** Navigates to a link and adds an entry to the history. */
    push(href: RutterLinks.StaticPathOrHrefCall, options?: Parameters<NextRouter["push"]>[1]): void;
    /** Navigates to a link and replaces the current entry of the history. */
    replace(href: RutterLinks.StaticPathOrHrefCall, options?: Parameters<NextRouter["replace"]>[1]): void;
    /** Loads what a link leads to ahead of time. */
    prefetch(href: RutterLinks.StaticPathOrHrefCall, options?: Parameters<NextRouter["prefetch"]>[1]): void;
  }

  export function useRouter(): Router;
  /** Leads to a path without params as it stands, or to what `href(...)` of `routes.gen.ts` returns. */
  export function redirect(url: RutterLinks.StaticPathOrHrefCall, type?: Parameters<typeof Next.redirect>[1]): never;
  /** The same, for good. */
  export function permanentRedirect(
    url: RutterLinks.StaticPathOrHrefCall,
    type?: Parameters<typeof Next.permanentRedirect>[1],
  ): never;
}
"#;

const REVALIDATE: &str = r#"
declare module "next/dist/server/web/spec-extension/revalidate" {
  import type * as Next from "next/dist/server/web/spec-extension/revalidate.js";

  export * from "next/dist/server/web/spec-extension/revalidate.js";

  type Revalidated = ReturnType<typeof Next.revalidatePath>;

  /** Purges what is cached for one path. */
  export function revalidatePath(originalPath: RutterLinks.StaticHref | RutterLinks.Href): Revalidated;
  /** Purges what is cached for every path of a page. */
  export function revalidatePath(originalPath: RutterLinks.PageFolder, type: "page"): Revalidated;
  /** Purges what is cached for every page below a layout. */
  export function revalidatePath(originalPath: RutterLinks.LayoutFolder, type: "layout"): Revalidated;
}
"#;
