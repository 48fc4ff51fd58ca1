//! What the macros of Rutter say of a file.

use std::ops::Range;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens as _;
use ra_ap_syntax::{AstNode as _, ast};
use rutter_expand::{Expansion, Mistake, Surroundings};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, Item, Meta, Token};

use super::items::Items;
use super::mended::Mended;
use super::names::{Ours, Path, ScopeId, Scopes};

/// How often an attribute writes another that is expanded in its turn.
const MOST_EXPANSIONS: usize = 8;

/// Something that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) message: String,
    /// The bytes that are to blame.
    pub(crate) span: Range<usize>,
    /// What could stand there instead, the likeliest first.
    pub(crate) instead: Vec<String>,
}

/// What the macros of Rutter say of the items of a file, in the order of the text.
pub(super) fn findings(text: &str, items: &Items, around: &dyn Surroundings) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for item in &items.found {
        found.extend(of_item(text, item, &items.scopes, around));
        // Everything that was known by spans is known by bytes now.
        proc_macro2::extra::invalidate_current_thread_spans();
    }
    found.sort_by_key(|finding| (finding.span.start, finding.span.end));
    found.dedup();
    found
}

fn of_item(
    text: &str,
    item: &super::items::Item,
    scopes: &Scopes,
    around: &dyn Surroundings,
) -> Vec<Finding> {
    let mended = Mended::of(text, &item.node);
    let mut expander = Expander { scopes, scope: item.scope, around, said: Vec::new() };
    if ast::MacroCall::can_cast(item.node.kind()) {
        if let Ok(call) = syn::parse_str::<syn::Macro>(mended.text.trim_end_matches(';')) {
            expander.note(rutter_expand::router(call.tokens.clone()), call.span());
        }
    } else if let Ok(item) = syn::parse_str::<Item>(&mended.text) {
        expander.item(item, MOST_EXPANSIONS);
    }
    let said = expander.said.into_iter();
    let known = said.filter(|(mistake, _)| !(mended.is_partial && mistake.is_absence));
    known.flat_map(|(mistake, call)| shown(mistake, &call, &mended)).collect()
}

/// What a macro says, on the bytes of the file; what it blames the whole call for, on those of the call.
fn shown(mistake: Mistake, call: &Range<usize>, mended: &Mended<'_>) -> Vec<Finding> {
    let Mistake { error, instead, .. } = mistake;
    let shown = error.into_iter().filter_map(|error| {
        let span = error.span().byte_range();
        let span = if span.is_empty() { call } else { &span };
        Some(Finding { message: error.to_string(), span: mended.in_file(span)?, instead: instead.clone() })
    });
    shown.collect()
}

/// Does with an item what the compiler does, as far as Rutter is concerned.
struct Expander<'a> {
    scopes: &'a Scopes,
    scope: ScopeId,
    around: &'a dyn Surroundings,
    /// What was said, with the bytes of the call that said it.
    said: Vec<(Mistake, Range<usize>)>,
}

impl Expander<'_> {
    fn note(&mut self, expansion: Expansion, call: Span) -> TokenStream {
        let call = call.byte_range();
        self.said.extend(expansion.mistakes.into_iter().map(|mistake| (mistake, call.clone())));
        expansion.tokens
    }

    /// Expands attributes from the outermost. Where one of another crate comes first, it is not known what it leaves.
    fn item(&mut self, mut item: Item, expansions: usize) {
        let Some(attributes) = attributes(&mut item) else { return };
        let mut derives = Vec::new();
        let mut ours = None;
        for (at, attribute) in attributes.iter().enumerate() {
            if attribute.path().is_ident("cfg_attr") && !only_derives(attribute) {
                return;
            }
            if attribute.path().is_ident("derive") {
                derives.extend(derived(attribute));
                continue;
            }
            match self.scopes.ours(self.scope, &Path::of(attribute.path())) {
                Some(found @ (Ours::Contract | Ours::Form | Ours::Endpoint)) => {
                    ours = Some((at, found));
                    break;
                }
                _ if self.is_foreign(attribute) => return,
                _ => {}
            }
        }
        let derives: Vec<_> = derives
            .into_iter()
            .filter_map(|path| match self.scopes.ours(self.scope, &Path::of(&path))? {
                Ours::Derive(by) => Some((by, path.span())),
                _ => None,
            })
            .collect();
        let ours = ours.map(|(at, found)| (attributes.remove(at), found));
        if !derives.is_empty() {
            let mut item = item.clone();
            if let Some(attributes) = self::attributes(&mut item) {
                attributes.retain(|attribute| !attribute.path().is_ident("derive"));
            }
            let tokens = item.to_token_stream();
            for (by, span) in derives {
                self.note(rutter_expand::derive(by, tokens.clone(), self.around), span);
            }
        }
        let (Some((attribute, found)), Some(expansions)) = (ours, expansions.checked_sub(1)) else { return };
        let arguments = match &attribute.meta {
            Meta::Path(_) => TokenStream::new(),
            Meta::List(list) => list.tokens.clone(),
            // The compiler itself refuses this.
            Meta::NameValue(_) => return,
        };
        let item = item.to_token_stream();
        let expansion = match found {
            Ours::Contract => rutter_expand::contract(&arguments, item),
            Ours::Form => rutter_expand::form(&arguments, item),
            _ => rutter_expand::endpoint(arguments, item, self.around),
        };
        let tokens = self.note(expansion, attribute.span());
        if let Ok(written) = syn::parse2::<syn::File>(tokens) {
            written.items.into_iter().for_each(|item| self.item(item, expansions));
        }
    }

    /// Whether an attribute may be a macro of another crate: a path, or a name that was imported. Any other name belongs to
    /// the compiler or to a derive.
    fn is_foreign(&self, attribute: &Attribute) -> bool {
        let path = Path::of(attribute.path());
        match path.segments.as_slice() {
            [name] => self.scopes.is_imported(self.scope, name),
            [tool, ..] => {
                !["rustfmt", "clippy", "diagnostic", "rust_analyzer", "miri"].contains(&tool.as_str())
            }
            [] => false,
        }
    }
}

/// The paths of `#[derive(..)]`.
fn derived(attribute: &Attribute) -> Punctuated<syn::Path, Token![,]> {
    attribute.parse_args_with(Punctuated::parse_terminated).unwrap_or_default()
}

/// Whether a condition adds derives of others alone, which change nothing for those of Rutter.
fn only_derives(attribute: &Attribute) -> bool {
    let parts = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    parts.is_ok_and(|parts| parts.iter().skip(1).all(|part| part.path().is_ident("derive")))
}

fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        Item::Const(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        Item::Static(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        Item::Type(item) => &mut item.attrs,
        Item::Union(item) => &mut item.attrs,
        _ => return None,
    })
}
