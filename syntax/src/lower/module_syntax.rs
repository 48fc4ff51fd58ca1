//! Imports and exports.

use oxc_ast::ast::{
    self, BindingPattern, Declaration, ExportDefaultDeclarationKind, Expression, ImportDeclarationSpecifier,
    ImportOrExportKind, ModuleExportName, TSModuleReference,
};
use oxc_span::GetSpan;

use super::scope::{Meaning, Use};
use super::{Lower, span};
use crate::facts::{
    self as facts, BindingId, BindingKind, Export, ExportKind, FunctionKind, Id, Import, ImportId, Imported,
    Name, Node, Request, RequestId, RequestKind, Span, StatementKind,
};

impl Lower<'_> {
    pub(super) fn module_declaration(
        &mut self,
        declaration: &ast::ModuleDeclaration<'_>,
        node: Node,
    ) -> StatementKind {
        match declaration {
            ast::ModuleDeclaration::ImportDeclaration(it) => self.import(it),
            ast::ModuleDeclaration::ExportAllDeclaration(it) => self.export_all(it),
            ast::ModuleDeclaration::ExportNamedDeclaration(it) => self.export_names(it),
            ast::ModuleDeclaration::ExportFromDeclaration(it) => self.export_from(it),
            ast::ModuleDeclaration::ExportDeclaration(it) => {
                let kind = self.declaration(&it.declaration, node);
                self.export_declaration(&it.declaration, kind, span(it.span));
                return kind;
            }
            ast::ModuleDeclaration::ExportDefaultDeclaration(it) => return self.export_default(it, node),
            ast::ModuleDeclaration::TSExportAssignment(it) => {
                let value = self.expr(&it.expression, node);
                let kind = ExportKind::Expression(value);
                let name = self.name("default");
                self.export(
                    Some(name),
                    kind,
                    false,
                    span(it.span),
                    span(it.expression.span()),
                    span(it.span),
                );
                return StatementKind::DefaultExport(value);
            }
            ast::ModuleDeclaration::TSNamespaceExportDeclaration(_) => {}
        }
        StatementKind::None
    }

    fn request(
        &mut self,
        source: &ast::StringLiteral<'_>,
        kind: RequestKind,
        type_only: bool,
        at: oxc_span::Span,
    ) -> RequestId {
        let specifier = self.name(source.value.as_str());
        let specifier_span = span(source.span);
        // What an ambient module imports and exports again is never loaded.
        let (kind, type_only) = if self.in_block { (RequestKind::Type, true) } else { (kind, type_only) };
        let is_type_syntax = type_only;
        let span = span(at);
        self.facts.requests.push(Request { specifier, kind, type_only, is_type_syntax, span, specifier_span })
    }

    fn import(&mut self, it: &ast::ImportDeclaration<'_>) {
        let whole_type = it.import_kind == ImportOrExportKind::Type;
        let Some(specifiers) = &it.specifiers else {
            self.request(&it.source, RequestKind::SideEffect, whole_type, it.span);
            return;
        };
        let all_types = !specifiers.is_empty() && specifiers.iter().all(|specifier| is_type(specifier));
        let request = self.request(&it.source, RequestKind::Import, whole_type, it.span);
        self.facts.requests[request].type_only |= all_types;
        for specifier in specifiers {
            let imported = match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(it) => {
                    Imported::Name(self.export_name(&it.imported))
                }
                ImportDeclarationSpecifier::ImportDefaultSpecifier(_) => Imported::Name(self.name("default")),
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(_) => Imported::Namespace,
            };
            let type_only = whole_type || is_type(specifier);
            self.imported(request, imported, specifier.local(), type_only, span(specifier.span()));
        }
    }

    fn imported(
        &mut self,
        request: RequestId,
        imported: Imported,
        local: &ast::BindingIdentifier<'_>,
        type_only: bool,
        span: Span,
    ) {
        let kind = BindingKind::Import(ImportId::new(self.facts.imports.len()));
        let local = if type_only { self.bind_type_import(local, kind) } else { self.bind(local, kind) };
        self.facts.imports.push(Import { request, imported, local, type_only, span });
    }

    pub(super) fn import_equals(&mut self, it: &ast::TSImportEqualsDeclaration<'_>) -> StatementKind {
        let reference = &it.module_reference;
        if let TSModuleReference::ExternalModuleReference(module) = reference {
            let type_only = it.import_kind == ImportOrExportKind::Type;
            let request = self.request(&module.expression, RequestKind::Require, type_only, it.span);
            self.imported(request, Imported::Namespace, &it.id, type_only, span(it.id.span));
        } else {
            let binding = self.bind(&it.id, BindingKind::Namespace);
            let meant = self.module_reference(reference);
            self.declare(binding, facts::Declaration::Alias(meant));
        }
        StatementKind::TypeScript
    }

    fn export(
        &mut self,
        name: Option<Name>,
        kind: ExportKind,
        type_only: bool,
        span: Span,
        name_span: Span,
        statement: Span,
    ) -> Use {
        let export = Export { name, kind, type_only, span, name_span, statement };
        if self.in_block {
            self.lists.exports.push(export);
            Use::OpenExport(self.lists.exports.len() - 1)
        } else {
            Use::Export(self.facts.exports.push(export))
        }
    }

    fn export_all(&mut self, it: &ast::ExportAllDeclaration<'_>) {
        let type_only = it.export_kind == ImportOrExportKind::Type;
        let request = self.request(&it.source, RequestKind::ReExportAll, type_only, it.span);
        let at = span(it.span);
        match &it.exported {
            Some(exported) => {
                let name = self.export_name(exported);
                let kind = ExportKind::From { request, imported: Imported::Namespace };
                self.export(Some(name), kind, type_only, at, span(exported.span()), at);
            }
            None => {
                self.export(None, ExportKind::All { request }, type_only, at, at, at);
            }
        }
    }

    fn export_from(&mut self, it: &ast::ExportFromDeclaration<'_>) {
        let whole_type = it.export_kind == ImportOrExportKind::Type;
        let is_type =
            |specifier: &ast::ExportSpecifier<'_>| specifier.export_kind == ImportOrExportKind::Type;
        let all_types = !it.specifiers.is_empty() && it.specifiers.iter().all(is_type);
        let request = self.request(&it.source, RequestKind::ReExport, whole_type || all_types, it.span);
        for specifier in &it.specifiers {
            let name = self.export_name(&specifier.exported);
            let imported = Imported::Name(self.export_name(&specifier.local));
            let kind = ExportKind::From { request, imported };
            let type_only = whole_type || is_type(specifier);
            let name_span = span(specifier.exported.span());
            self.export(Some(name), kind, type_only, span(specifier.span), name_span, span(it.span));
        }
    }

    fn export_names(&mut self, it: &ast::ExportNamedDeclaration<'_>) {
        for specifier in &it.specifiers {
            let type_only = it.export_kind == ImportOrExportKind::Type
                || specifier.export_kind == ImportOrExportKind::Type;
            let local = self.export_name(&specifier.local);
            let name = self.export_name(&specifier.exported);
            let kind = ExportKind::Local { local, binding: None };
            let name_span = span(specifier.exported.span());
            let at = span(specifier.span);
            let export = self.export(Some(name), kind, type_only, at, name_span, span(it.span));
            let wanted = if type_only { Meaning::TYPE } else { Meaning::VALUE | Meaning::TYPE };
            self.scopes.wait(local, wanted, export);
        }
    }

    pub(super) fn export_declaration(
        &mut self,
        declaration: &Declaration<'_>,
        lowered: StatementKind,
        statement: Span,
    ) {
        let at = span(declaration.span());
        match declaration {
            Declaration::VariableDeclaration(it) => {
                let type_only = it.declare;
                let StatementKind::Variables(declarators) = lowered else { return };
                let lowered = self.facts[declarators].to_vec();
                for (it, declarator) in it.declarations.iter().zip(lowered) {
                    let declarator = self.facts[declarator];
                    let alone = matches!(it.id, BindingPattern::BindingIdentifier(_));
                    let value = declarator.value.filter(|_| alone);
                    for identifier in it.id.get_binding_identifiers() {
                        let Some(binding) = binding_of(identifier) else { continue };
                        let name = self.name(identifier.name.as_str());
                        let kind = ExportKind::Variable { binding, value, pattern: declarator.pattern };
                        self.export(Some(name), kind, type_only, at, span(identifier.span), statement);
                    }
                }
            }
            Declaration::FunctionDeclaration(it) => {
                // An overload is followed by the function that it is one of.
                let StatementKind::Function(function) = lowered else { return };
                let Some(name) = &it.id else { return };
                if it.body.is_some() || it.declare || self.is_ambient {
                    let kind = ExportKind::Function(function);
                    self.export_named(name, kind, it.declare, at, statement);
                }
            }
            Declaration::ClassDeclaration(it) => {
                let StatementKind::Class(class) = lowered else { return };
                let Some(name) = &it.id else { return };
                self.export_named(name, ExportKind::Class(class), it.declare, at, statement);
            }
            Declaration::TSTypeAliasDeclaration(it) => self.export_type(&it.id, at, statement),
            Declaration::TSInterfaceDeclaration(it) => self.export_type(&it.id, at, statement),
            Declaration::TSEnumDeclaration(it) => {
                let Some(binding) = binding_of(&it.id) else { return };
                self.export_named(&it.id, ExportKind::Enum(binding), it.declare, at, statement);
            }
            Declaration::TSNamespaceDeclaration(it) => {
                let Some(binding) = binding_of(&it.id) else { return };
                self.export_named(&it.id, ExportKind::Namespace(binding), it.declare, at, statement);
            }
            Declaration::TSImportEqualsDeclaration(it) => {
                let Some(binding) = binding_of(&it.id) else { return };
                self.export_named(&it.id, ExportKind::Namespace(binding), false, at, statement);
            }
            Declaration::TSExternalModuleDeclaration(_) | Declaration::TSGlobalDeclaration(_) => {}
        }
    }

    fn export_named(
        &mut self,
        id: &ast::BindingIdentifier<'_>,
        kind: ExportKind,
        type_only: bool,
        at: Span,
        statement: Span,
    ) {
        let name = self.name(id.name.as_str());
        self.export(Some(name), kind, type_only, at, span(id.span), statement);
    }

    /// The inner namespace of `namespace a.b {}`.
    pub(super) fn export_namespace(&mut self, it: &ast::TSNamespaceDeclaration<'_>) {
        let at = span(it.span);
        if let Some(binding) = binding_of(&it.id) {
            self.export_named(&it.id, ExportKind::Namespace(binding), it.declare, at, at);
        }
    }

    fn export_type(&mut self, id: &ast::BindingIdentifier<'_>, at: Span, statement: Span) {
        self.export_named(id, ExportKind::Type(binding_of(id)), true, at, statement);
    }

    fn export_default(&mut self, it: &ast::ExportDefaultDeclaration<'_>, node: Node) -> StatementKind {
        let statement = span(it.span);
        let at = span(it.declaration.span());
        let (lowered, kind, type_only, name_span) = match &it.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                let is_overload = function.body.is_none() && !self.is_ambient;
                let function = self.function(function, FunctionKind::Declaration, None, node);
                let head = self.facts[function].head;
                let lowered = StatementKind::Function(function);
                if is_overload {
                    return lowered;
                }
                (lowered, ExportKind::Function(function), false, head)
            }
            ExportDefaultDeclarationKind::ClassDeclaration(class) => {
                let class = self.class(class, node);
                (StatementKind::Class(class), ExportKind::Class(class), false, self.facts[class].head)
            }
            ExportDefaultDeclarationKind::TSInterfaceDeclaration(interface) => {
                self.interface(interface);
                let kind = ExportKind::Type(binding_of(&interface.id));
                (StatementKind::None, kind, true, span(interface.id.span))
            }
            declaration => {
                let Some(expression) = declaration.as_expression() else { return StatementKind::None };
                let value = self.expr(expression, node);
                let kind = match expression {
                    Expression::Identifier(local) => {
                        ExportKind::Local { local: self.name(local.name.as_str()), binding: None }
                    }
                    _ => ExportKind::Expression(value),
                };
                (StatementKind::DefaultExport(value), kind, false, at)
            }
        };
        let name = self.name("default");
        let export = self.export(Some(name), kind, type_only, at, name_span, statement);
        if let ExportKind::Local { local, .. } = kind {
            self.scopes.wait(local, Meaning::VALUE | Meaning::TYPE, export);
        }
        lowered
    }

    fn export_name(&mut self, name: &ModuleExportName<'_>) -> Name {
        self.facts.names.add(name.name().as_str())
    }
}

pub(super) fn binding_of(id: &ast::BindingIdentifier<'_>) -> Option<BindingId> {
    id.symbol_id.get().map(|symbol| BindingId::new(symbol.index()))
}

fn is_type(specifier: &ImportDeclarationSpecifier<'_>) -> bool {
    matches!(specifier, ImportDeclarationSpecifier::ImportSpecifier(it)
        if it.import_kind == ImportOrExportKind::Type)
}
