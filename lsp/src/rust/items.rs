//! The items of a file that carry a macro of Rutter.

use ra_ap_syntax::ast::{self, HasAttrs as _};
use ra_ap_syntax::{
    AstNode as _, Edition, NodeOrToken, Parse, SourceFile, SyntaxKind, SyntaxNode, WalkEvent,
};

use super::names::{Ours, Path, ScopeId, Scopes};

/// The items of a file, with what its names mean.
pub(super) struct Items {
    pub(super) scopes: Scopes,
    /// Those that carry a macro, and `router![..]` itself, in the order of the text.
    pub(super) found: Vec<Item>,
}

/// An item that carries a macro.
pub(super) struct Item {
    pub(super) node: SyntaxNode,
    pub(super) scope: ScopeId,
}

/// Parses a text, whatever it is.
pub(super) fn parse(text: &str) -> Parse<SourceFile> {
    SourceFile::parse(text, Edition::CURRENT)
}

impl Items {
    /// Looks through a file.
    pub(super) fn of(file: &SourceFile) -> Self {
        let mut scopes = Scopes::default();
        let mut within: Vec<ScopeId> = Vec::new();
        let mut candidates: Vec<Item> = Vec::new();
        for event in file.syntax().preorder() {
            match event {
                WalkEvent::Enter(node) => {
                    let here = within.last().copied();
                    if let Some(is_block) = opens_scope(&node) {
                        let scope = scopes.add(here, is_block);
                        if let Some(module) = node.parent().and_then(ast::Module::cast)
                            && let Some(here) = here
                        {
                            scopes.declare(here, &module, Some(scope));
                        }
                        within.push(scope);
                    } else if let Some(scope) = here {
                        match node.kind() {
                            SyntaxKind::USE | SyntaxKind::EXTERN_CRATE => scopes.import(scope, &node),
                            SyntaxKind::MODULE => {
                                let module = ast::Module::cast(node).filter(|it| it.item_list().is_none());
                                module.iter().for_each(|module| scopes.declare(scope, module, None));
                            }
                            SyntaxKind::MACRO_CALL => candidates.push(Item { node, scope }),
                            kind if may_carry(kind)
                                && node.children().any(|it| ast::Attr::can_cast(it.kind())) =>
                            {
                                candidates.push(Item { node, scope });
                            }
                            _ => {}
                        }
                    }
                }
                WalkEvent::Leave(node) => {
                    if opens_scope(&node).is_some() {
                        within.pop();
                    }
                }
            }
        }
        candidates.retain(|item| carries(&scopes, item));
        Self { scopes, found: candidates }
    }
}

/// Whether a node is a list of items that sees names of its own; and if so, whether it is a block.
fn opens_scope(node: &SyntaxNode) -> Option<bool> {
    match node.kind() {
        SyntaxKind::SOURCE_FILE => Some(false),
        SyntaxKind::ITEM_LIST => Some(node.parent().is_none_or(|parent| parent.kind() != SyntaxKind::MODULE)),
        SyntaxKind::STMT_LIST => Some(true),
        _ => None,
    }
}

/// The kinds of items that a macro of Rutter may stand on, also where it may not.
fn may_carry(kind: SyntaxKind) -> bool {
    use SyntaxKind::{CONST, ENUM, FN, IMPL, MODULE, STATIC, STRUCT, TRAIT, TYPE_ALIAS, UNION};
    matches!(kind, STRUCT | ENUM | UNION | FN | CONST | STATIC | TRAIT | IMPL | TYPE_ALIAS | MODULE)
}

fn carries(scopes: &Scopes, item: &Item) -> bool {
    let ours = |path: &ast::Path| scopes.ours(item.scope, &Path::read(path)?);
    if let Some(call) = ast::MacroCall::cast(item.node.clone()) {
        return call.path().and_then(|path| ours(&path)) == Some(Ours::Router);
    }
    let attributes = ast::AnyHasAttrs::cast(item.node.clone()).into_iter().flat_map(|item| item.attrs());
    attributes.filter(|attribute| attribute.kind().is_outer()).any(|attribute| {
        let Some(path) = attribute.path() else { return false };
        match ours(&path) {
            Some(Ours::Contract | Ours::Form | Ours::Endpoint) => true,
            Some(Ours::Derive(_) | Ours::Router) => false,
            None if attribute.simple_name().is_some_and(|name| name == "derive") => derived(&attribute)
                .iter()
                .any(|path| matches!(scopes.ours(item.scope, path), Some(Ours::Derive(_)))),
            None => false,
        }
    })
}

/// What stands in the parentheses of `#[derive(..)]`: the paths that can be read.
fn derived(attribute: &ast::Attr) -> Vec<Path> {
    let Some(ast::Meta::TokenTreeMeta(meta)) = attribute.meta() else { return Vec::new() };
    let Some(tree) = meta.token_tree() else { return Vec::new() };
    let tokens = tree.syntax().children_with_tokens().filter_map(NodeOrToken::into_token);
    let text: String =
        tokens.filter(|token| !token.kind().is_trivia()).map(|token| token.text().to_owned()).collect();
    let inner = text.trim_start_matches('(').trim_end_matches(')');
    inner.split(',').filter_map(|path| syn::parse_str(path).ok()).map(|path| Path::of(&path)).collect()
}
