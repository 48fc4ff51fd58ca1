//! Enums, namespaces, and the modules that a file declares.

use oxc_ast::ast;
use oxc_span::GetSpan;

use super::{Lower, Meaning, ScopeKind, Short, span};
use crate::facts::{
    BindingKind, Declaration, Enum, EnumMember, List, Name, Namespace, NamespaceId, NamespaceKind, Node, Span,
};

impl Lower<'_> {
    pub(super) fn enumeration(&mut self, it: &ast::TSEnumDeclaration<'_>, node: Node) {
        let binding = self.bind(&it.id, BindingKind::Enum);
        let name = self.name(it.id.name.as_str());
        let mut members: Short<EnumMember> = Short::new();
        self.scopes.open(ScopeKind::Block);
        for member in &it.body.members {
            let name = self.name(&member.id.static_name());
            self.bind_name(name, span(member.id.span()), Meaning::CLASS);
            let value = member.initializer.as_ref().map(|value| self.expr(value, node));
            if !matches!(member.id, ast::TSEnumMemberName::ComputedTemplateString(_)) {
                members.push(EnumMember { name, value });
            }
        }
        self.scopes.close(&mut self.facts);
        let members = List::of_pool(&mut self.facts.rare.enum_members, members);
        let id = self.facts.rare.enums.push(Enum { name, members });
        self.declare(binding, Declaration::Enum(id));
    }

    pub(super) fn namespace(&mut self, it: &ast::TSNamespaceDeclaration<'_>, node: Node) {
        let binding = self.bind(&it.id, BindingKind::Namespace);
        let kind = NamespaceKind::Named(Some(binding));
        let was_ambient = self.is_ambient;
        self.is_ambient |= it.declare;
        let namespace = self.block(kind, span(it.span), |lower| match &it.body {
            ast::TSNamespaceDeclarationBody::TSModuleBlock(body) => {
                lower.statements(&body.body, node);
            }
            ast::TSNamespaceDeclarationBody::TSNamespaceDeclaration(inner) => {
                lower.deeper(|lower| lower.namespace(inner, node));
                lower.export_namespace(inner);
            }
        });
        self.is_ambient = was_ambient;
        self.declare(binding, Declaration::Namespace(namespace));
    }

    pub(super) fn ambient_block(
        &mut self,
        module: Option<Name>,
        kind: NamespaceKind,
        statements: &[ast::Statement<'_>],
        node: Node,
        span: Span,
    ) {
        let outer = (self.ambient_module, self.is_ambient);
        (self.ambient_module, self.is_ambient) = (module, true);
        self.block(kind, span, |lower| {
            lower.statements(statements, node);
        });
        (self.ambient_module, self.is_ambient) = outer;
    }

    /// A block whose declarations are not the file's own.
    fn block(&mut self, kind: NamespaceKind, span: Span, read: impl FnOnce(&mut Self)) -> NamespaceId {
        let id = self.facts.rare.namespaces.push(Namespace { kind, exports: List::default(), span });
        let outer = std::mem::replace(&mut self.in_block, true);
        let start = self.lists.exports.len();
        self.scopes.open(ScopeKind::Function);
        read(self);
        let pooled = self.facts.rare.exports.len();
        let exports = List::of_open(&mut self.facts.rare.exports, &mut self.lists.exports, start);
        self.scopes.move_exports(start, pooled);
        self.scopes.close(&mut self.facts);
        self.in_block = outer;
        self.facts.rare.namespaces[id].exports = exports;
        id
    }
}
