//! Which APIs Next keeps out of which environment.
//!
//! The lists are those of the compiler that Next 16.4.6 ships, found by asking it about every export of `react`,
//! `react-dom` and `next/*`. The compiler looks at static imports only, by the name that is imported, and before
//! TypeScript takes unused imports away: only `import type` and `{ type X }` escape.

use rutter_syntax::facts::{Facts, ImportId, Imported, RequestId, RequestKind, Span};

use crate::context::ModuleContext;

/// What of a module an environment must not import.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Refused {
    /// The module as a whole.
    Module,
    /// These exports.
    Names(&'static [&'static str]),
}

/// An import that an environment refuses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RefusedImport<'f> {
    /// The module, as written: `next/headers`.
    pub(crate) specifier: &'f str,
    /// The export that is refused; none where the whole module is.
    pub(crate) name: Option<&'f str>,
    /// The bytes of the specifier, or of the statement where the whole module is refused.
    pub(crate) span: Span,
    /// The name that is imported, where one is refused.
    pub(crate) import: Option<ImportId>,
    /// Where it is imported from.
    pub(crate) request: RequestId,
}

/// What the server environment refuses: what needs a browser, or state that outlives a request.
pub(crate) fn refused_on_server(specifier: &str) -> Option<Refused> {
    Some(match specifier {
        "react" => Refused::Names(&[
            "Component",
            "PureComponent",
            "createContext",
            "createFactory",
            "experimental_useOptimistic",
            "useActionState",
            "useDeferredValue",
            "useEffect",
            "useEffectEvent",
            "useImperativeHandle",
            "useInsertionEffect",
            "useLayoutEffect",
            "useOptimistic",
            "useReducer",
            "useRef",
            "useState",
            "useSyncExternalStore",
            "useTransition",
        ]),
        "react-dom" => {
            Refused::Names(&["flushSync", "unstable_batchedUpdates", "useFormState", "useFormStatus"])
        }
        "next/navigation" => Refused::Names(&[
            "ServerInsertedHTMLContext",
            "unstable_isUnrecognizedActionError",
            "useParams",
            "usePathname",
            "useRouter",
            "useSearchParams",
            "useSelectedLayoutSegment",
            "useSelectedLayoutSegments",
            "useServerInsertedHTML",
        ]),
        "next/link" => Refused::Names(&["useLinkStatus"]),
        "next/error" => Refused::Names(&["catchError"]),
        "client-only" | "react-dom/client" | "react-dom/server" | "next/router" => Refused::Module,
        _ => return None,
    })
}

/// What the client environment and the Pages Router refuse: what needs the request that is being answered.
pub(crate) fn refused_in_client(specifier: &str) -> Option<Refused> {
    Some(match specifier {
        "server-only" | "next/headers" | "next/root-params" => Refused::Module,
        "next/cache" => Refused::Names(&[
            "cacheLife",
            "cacheTag",
            "navigation",
            "prefetch",
            "revalidatePath",
            "revalidateTag",
            "unstable_cacheLife",
            "unstable_cacheTag",
        ]),
        "next/server" => Refused::Names(&["after"]),
        _ => return None,
    })
}

/// The exports of a module that are not there, or throw when they are called, on the server. The compiler lets them
/// pass where they are not imported by name (`React.useState`), and lets some pass altogether (`useContext`).
/// Found by calling each export in a server component of Next 16.4.6.
pub(crate) fn missing_on_server(specifier: &str) -> &'static [&'static str] {
    match specifier {
        "react" => &[
            "Component",
            "PureComponent",
            "act",
            "createContext",
            "startTransition",
            "unstable_useCacheRefresh",
            "useActionState",
            "useContext",
            "useDeferredValue",
            "useEffect",
            "useEffectEvent",
            "useImperativeHandle",
            "useInsertionEffect",
            "useLayoutEffect",
            "useOptimistic",
            "useReducer",
            "useRef",
            "useState",
            "useSyncExternalStore",
            "useTransition",
        ],
        "react-dom" => &[
            "createPortal",
            "flushSync",
            "requestFormReset",
            "unstable_batchedUpdates",
            "useFormState",
            "useFormStatus",
        ],
        "next/navigation" => &[
            "useParams",
            "usePathname",
            "useRouter",
            "useSearchParams",
            "useSelectedLayoutSegment",
            "useSelectedLayoutSegments",
            "useServerInsertedHTML",
        ],
        "next/link" => &["useLinkStatus"],
        _ => &[],
    }
}

/// The imports of a module that the compiler refuses, in the order of the text.
///
/// Next 16 compiles with Turbopack unless it is told otherwise, which judges imports as they are written. Before, it
/// was webpack, for which TypeScript first takes away what is used by nothing or only as a type.
pub(crate) fn refused_imports<'a>(
    module: &ModuleContext<'a>,
    refused: fn(&str) -> Option<Refused>,
) -> impl Iterator<Item = RefusedImport<'a>> {
    let facts = module.facts;
    let keeps_unused = !facts.kind.typescript || module.project.loaded.config.next_version.major >= 16;
    written(facts, refused).filter(move |it| {
        keeps_unused
            || match it.import {
                Some(import) => facts.is_used_as_value(facts[import].local),
                None => !facts.is_erased(it.request),
            }
    })
}

fn written(facts: &Facts, refused: fn(&str) -> Option<Refused>) -> impl Iterator<Item = RefusedImport<'_>> {
    facts
        .requests
        .iter_ids()
        .filter(|(_, request)| is_static(request.kind) && !request.is_type_syntax)
        .flat_map(move |(id, request)| {
            let specifier = &facts[request.specifier];
            let (whole, names) = match refused(specifier) {
                Some(Refused::Module) => (Some(request.span), [].as_slice()),
                Some(Refused::Names(names)) => (None, names),
                None => (None, [].as_slice()),
            };
            let whole =
                whole.map(|span| RefusedImport { specifier, name: None, span, import: None, request: id });
            whole.into_iter().chain(named(facts, id, names))
        })
}

fn named<'f>(
    facts: &'f Facts,
    request: RequestId,
    names: &'static [&'static str],
) -> impl Iterator<Item = RefusedImport<'f>> {
    let specifier = facts.specifier(request);
    // Most files import nothing of interest, and then the imports are not looked at.
    let imports = if names.is_empty() { None } else { Some(facts.imports.iter_ids()) };
    imports.into_iter().flatten().filter_map(move |(id, import)| {
        let Imported::Name(name) = import.imported else { return None };
        let name = &facts[name];
        let is_refused = import.request == request && !import.type_only && names.contains(&name);
        is_refused.then_some(RefusedImport {
            specifier,
            name: Some(name),
            span: import.span,
            import: Some(id),
            request,
        })
    })
}

fn is_static(kind: RequestKind) -> bool {
    matches!(kind, RequestKind::Import | RequestKind::SideEffect)
}

#[cfg(test)]
mod tests {
    use super::{Refused, missing_on_server, refused_in_client, refused_on_server};

    /// What is refused by name and called as a member is the same mistake, but for what has no run-time use.
    #[test]
    fn what_is_refused_by_name_is_missing_as_a_member_too() {
        let only_as_name = [
            "ServerInsertedHTMLContext",
            "createFactory",
            "experimental_useOptimistic",
            "unstable_isUnrecognizedActionError",
        ];
        for specifier in ["react", "react-dom", "next/navigation", "next/link"] {
            let Some(Refused::Names(names)) = refused_on_server(specifier) else {
                panic!("{specifier} has refused names");
            };
            let missing = missing_on_server(specifier);
            for name in names.iter().filter(|name| !only_as_name.contains(name)) {
                assert!(missing.contains(name), "{name} of {specifier}");
            }
        }
    }

    #[test]
    fn no_module_is_refused_everywhere() {
        for specifier in ["server-only", "client-only", "next/headers", "next/router", "react", "next/cache"]
        {
            let both = refused_on_server(specifier).is_some() && refused_in_client(specifier).is_some();
            assert!(!both, "{specifier}");
        }
    }
}
