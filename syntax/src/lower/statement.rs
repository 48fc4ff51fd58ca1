//! Statements.

use oxc_ast::ast::{self, Expression, ForStatementInit, ForStatementLeft, VariableDeclarationKind};
use oxc_span::GetSpan;

use super::scope::ScopeKind;
use super::{Lower, Short, span};
use crate::facts::{
    BindingKind, Catch, Declaration, Declarator, DeclaratorId, ExprId, FunctionKind, Id, Keyword, List,
    LoopKind, NamespaceKind, Node, PatternId, Statement, StatementId, StatementKind, StrayString, Try,
    TypeDeclaration, TypeDeclarationKind,
};

impl Lower<'_> {
    /// The statements of a file or of a function's body.
    pub(super) fn body(&mut self, statements: &[ast::Statement<'_>], parent: Node) -> List<StatementId> {
        let mut first = true;
        for statement in statements {
            match statement {
                ast::Statement::ExpressionStatement(statement) if is_string(&statement.expression) => {
                    self.stray_string(statement, first, true);
                }
                _ => first = false,
            }
        }
        self.statements(statements, parent)
    }

    pub(super) fn statements(
        &mut self,
        statements: &[ast::Statement<'_>],
        parent: Node,
    ) -> List<StatementId> {
        let start = self.lists.statements.len();
        for statement in statements {
            if parent == Node::File {
                self.facts.tops.push(ExprId::new(self.facts.exprs.len()));
            }
            let id = self.statement(statement, parent);
            self.lists.statements.push(id);
        }
        List::of_open(&mut self.facts.pools.statements, &mut self.lists.statements, start)
    }

    fn braces(&mut self, block: &ast::BlockStatement<'_>, parent: Node) -> List<StatementId> {
        for statement in &block.body {
            if let ast::Statement::ExpressionStatement(statement) = statement
                && is_string(&statement.expression)
            {
                self.stray_string(statement, false, false);
            }
        }
        self.in_scope(ScopeKind::Block, |lower| lower.statements(&block.body, parent))
    }

    fn statement(&mut self, statement: &ast::Statement<'_>, parent: Node) -> StatementId {
        let id = self.open_statement(span(statement.span()), parent);
        let kind = self.deeper(|lower| lower.statement_kind(statement, id));
        self.facts.statements[id].kind = kind.unwrap_or(StatementKind::None);
        id
    }

    fn open_statement(&mut self, span: crate::facts::Span, parent: Node) -> StatementId {
        self.facts.statements.push(Statement { kind: StatementKind::None, span, parent: parent.into() })
    }

    fn statement_kind(&mut self, statement: &ast::Statement<'_>, id: StatementId) -> StatementKind {
        let node = Node::Statement(id);
        match statement {
            ast::Statement::ExpressionStatement(it) => {
                StatementKind::Expression(self.expr(&it.expression, node))
            }
            ast::Statement::ReturnStatement(it) => {
                StatementKind::Return(it.argument.as_ref().map(|value| self.expr(value, node)))
            }
            ast::Statement::ThrowStatement(it) => StatementKind::Throw(self.expr(&it.argument, node)),
            ast::Statement::IfStatement(it) => StatementKind::If {
                test: self.expr(&it.test, node),
                then: self.statement(&it.consequent, node),
                otherwise: it.alternate.as_ref().map(|statement| self.statement(statement, node)),
            },
            ast::Statement::BlockStatement(it) => StatementKind::Block(self.braces(it, node)),
            ast::Statement::TryStatement(it) => self.try_statement(it, node),
            ast::Statement::SwitchStatement(it) => self.switch(it, node),
            ast::Statement::LabeledStatement(it) => StatementKind::Labeled(self.statement(&it.body, node)),
            ast::Statement::BreakStatement(_) | ast::Statement::ContinueStatement(_) => StatementKind::Jump,
            ast::Statement::WithStatement(it) => {
                self.loop_around(&it.object, &it.body, LoopKind::Other, node)
            }
            ast::Statement::WhileStatement(it) => self.loop_around(&it.test, &it.body, LoopKind::Other, node),
            ast::Statement::DoWhileStatement(it) => {
                self.loop_around(&it.test, &it.body, LoopKind::Other, node)
            }
            ast::Statement::ForStatement(it) => {
                self.in_scope(ScopeKind::Block, |lower| lower.for_statement(it, node))
            }
            ast::Statement::ForInStatement(it) => {
                self.for_each(&it.left, &it.right, &it.body, LoopKind::In, node)
            }
            ast::Statement::ForOfStatement(it) => {
                self.for_each(&it.left, &it.right, &it.body, LoopKind::Of, node)
            }
            ast::Statement::EmptyStatement(_) | ast::Statement::DebuggerStatement(_) => StatementKind::None,
            _ => match (statement.as_declaration(), statement.as_module_declaration()) {
                (Some(declaration), _) => {
                    let kind = self.declaration(declaration, node);
                    if self.in_block {
                        self.export_declaration(declaration, kind, span(statement.span()));
                    }
                    kind
                }
                (_, Some(declaration)) => self.module_declaration(declaration, node),
                _ => StatementKind::None,
            },
        }
    }

    pub(super) fn declaration(&mut self, declaration: &ast::Declaration<'_>, node: Node) -> StatementKind {
        match declaration {
            ast::Declaration::VariableDeclaration(it) => StatementKind::Variables(self.variables(it, node)),
            ast::Declaration::FunctionDeclaration(it) => {
                StatementKind::Function(self.function(it, FunctionKind::Declaration, None, node))
            }
            ast::Declaration::ClassDeclaration(it) => StatementKind::Class(self.class(it, node)),
            ast::Declaration::TSTypeAliasDeclaration(it) => {
                let declaration = self.open_type_declaration(&it.id, span(it.span));
                let (type_parameters, kind) = self.in_scope(ScopeKind::Block, |lower| {
                    let type_parameters = lower.type_parameters(it.type_parameters.as_deref());
                    (type_parameters, TypeDeclarationKind::Alias(lower.ty(&it.type_annotation)))
                });
                let entry = &mut self.facts.type_declarations[declaration];
                (entry.type_parameters, entry.kind) = (type_parameters, kind);
                StatementKind::None
            }
            ast::Declaration::TSInterfaceDeclaration(it) => {
                self.interface(it);
                StatementKind::None
            }
            ast::Declaration::TSEnumDeclaration(it) => {
                self.enumeration(it, node);
                StatementKind::TypeScript
            }
            ast::Declaration::TSNamespaceDeclaration(it) => {
                self.namespace(it, node);
                StatementKind::TypeScript
            }
            ast::Declaration::TSExternalModuleDeclaration(it) => {
                let name = self.name(it.id.value.as_str());
                if let Some(body) = &it.body {
                    let kind = NamespaceKind::Module(name);
                    self.ambient_block(Some(name), kind, &body.body, node, span(it.span));
                }
                StatementKind::None
            }
            ast::Declaration::TSGlobalDeclaration(it) => {
                let name = self.name("");
                let kind = NamespaceKind::Global;
                self.ambient_block(Some(name), kind, &it.body.body, node, span(it.span));
                StatementKind::None
            }
            ast::Declaration::TSImportEqualsDeclaration(it) => self.import_equals(it),
        }
    }

    pub(super) fn interface(&mut self, it: &ast::TSInterfaceDeclaration<'_>) {
        let declaration = self.open_type_declaration(&it.id, span(it.span));
        self.scopes.open(ScopeKind::Block);
        let type_parameters = self.type_parameters(it.type_parameters.as_deref());
        let extends = it.extends.iter().map(|heritage| {
            let arguments = heritage.type_arguments.as_deref();
            self.type_reference(&heritage.type_name, arguments, span(heritage.span))
        });
        let extends = extends.collect::<Short<_>>();
        let extends = List::of_pool(&mut self.facts.pools.types, extends);
        let members = self.type_members(&it.body.body);
        self.scopes.close(&mut self.facts);
        let entry = &mut self.facts.type_declarations[declaration];
        entry.type_parameters = type_parameters;
        entry.kind = TypeDeclarationKind::Interface { extends, members };
    }

    /// Takes a place for a type declaration, so that its name is bound before its body is read.
    fn open_type_declaration(
        &mut self,
        id: &ast::BindingIdentifier<'_>,
        span: crate::facts::Span,
    ) -> crate::facts::TypeDeclarationId {
        let name = self.name(id.name.as_str());
        let kind = TypeDeclarationKind::Interface { extends: List::default(), members: List::default() };
        let ambient_module = self.ambient_module;
        let type_parameters = List::default();
        let declaration = self.facts.type_declarations.push(TypeDeclaration {
            name,
            binding: None,
            type_parameters,
            kind,
            span,
            ambient_module,
        });
        let binding = self.bind(id, BindingKind::Type(declaration));
        self.facts.type_declarations[declaration].binding = Some(binding);
        self.declare(binding, Declaration::Type(declaration));
        declaration
    }

    pub(super) fn variables(
        &mut self,
        declaration: &ast::VariableDeclaration<'_>,
        parent: Node,
    ) -> List<DeclaratorId> {
        let keyword = match declaration.kind {
            VariableDeclarationKind::Var => Keyword::Var,
            VariableDeclarationKind::Let => Keyword::Let,
            VariableDeclarationKind::Const => Keyword::Const,
            VariableDeclarationKind::Using | VariableDeclarationKind::AwaitUsing => Keyword::Using,
        };
        let ids: Short<_> =
            declaration.declarations.iter().map(|it| self.declarator(it, keyword, parent)).collect();
        List::of_pool(&mut self.facts.pools.declarators, ids)
    }

    fn declarator(
        &mut self,
        it: &ast::VariableDeclarator<'_>,
        keyword: Keyword,
        parent: Node,
    ) -> DeclaratorId {
        let pattern = PatternId::new(0);
        let id = self.facts.declarators.push(Declarator {
            keyword,
            pattern,
            ty: None,
            value: None,
            span: span(it.span),
            parent: parent.into(),
        });
        let node = Node::Declarator(id);
        let pattern =
            self.binding_pattern(&it.id, node, &|pattern| BindingKind::Variable { declarator: id, pattern });
        let ty = it.type_annotation.as_ref().map(|ty| self.ty(&ty.type_annotation));
        let value = it.init.as_ref().map(|value| self.expr(value, node));
        let entry = &mut self.facts.declarators[id];
        (entry.pattern, entry.ty, entry.value) = (pattern, ty, value);
        id
    }

    fn try_statement(&mut self, it: &ast::TryStatement<'_>, node: Node) -> StatementKind {
        let block = self.braces(&it.block, node);
        let handler = it
            .handler
            .as_ref()
            .map(|handler| self.in_scope(ScopeKind::Block, |lower| lower.catch(handler, node)));
        let finalizer = it.finalizer.as_ref().map(|block| self.braces(block, node));
        StatementKind::Try(self.facts.tries.push(Try {
            block,
            handler,
            finalizer,
            block_span: span(it.block.span),
        }))
    }

    fn catch(&mut self, it: &ast::CatchClause<'_>, node: Node) -> Catch {
        let parameter = it
            .param
            .as_ref()
            .map(|parameter| self.binding_pattern(&parameter.pattern, node, &|_| BindingKind::Catch));
        Catch { parameter, body: self.braces(&it.body, node), span: span(it.span) }
    }

    fn switch(&mut self, it: &ast::SwitchStatement<'_>, node: Node) -> StatementKind {
        let discriminant = self.expr(&it.discriminant, node);
        let start = self.lists.statements.len();
        self.scopes.open(ScopeKind::Block);
        for case in &it.cases {
            if let Some(test) = &case.test {
                self.expr(test, node);
            }
            for statement in &case.consequent {
                let id = self.statement(statement, node);
                self.lists.statements.push(id);
            }
        }
        self.scopes.close(&mut self.facts);
        let body = List::of_open(&mut self.facts.pools.statements, &mut self.lists.statements, start);
        StatementKind::Switch { discriminant, body }
    }

    fn for_statement(&mut self, it: &ast::ForStatement<'_>, node: Node) -> StatementKind {
        let mut head = Vec::new();
        match &it.init {
            Some(ForStatementInit::VariableDeclaration(variables)) => {
                self.variables(variables, node);
            }
            Some(init) => head.extend(init.as_expression().map(|init| self.expr(init, node))),
            None => {}
        }
        head.extend(it.test.as_ref().map(|test| self.expr(test, node)));
        head.extend(it.update.as_ref().map(|update| self.expr(update, node)));
        self.loop_of(head, &it.body, LoopKind::Other, node)
    }

    fn for_each(
        &mut self,
        left: &ForStatementLeft<'_>,
        right: &Expression<'_>,
        body: &ast::Statement<'_>,
        kind: LoopKind,
        node: Node,
    ) -> StatementKind {
        self.in_scope(ScopeKind::Block, |lower| {
            lower.for_target(left, node);
            lower.loop_around(right, body, kind, node)
        })
    }

    fn for_target(&mut self, left: &ForStatementLeft<'_>, node: Node) {
        match left {
            ForStatementLeft::VariableDeclaration(variables) => {
                self.variables(variables, node);
            }
            left => {
                if let Some(target) = left.as_assignment_target() {
                    self.assignment_target(target, node);
                }
            }
        }
    }

    fn loop_around(
        &mut self,
        head: &Expression<'_>,
        body: &ast::Statement<'_>,
        kind: LoopKind,
        node: Node,
    ) -> StatementKind {
        let head = self.expr(head, node);
        self.loop_of([head], body, kind, node)
    }

    fn loop_of(
        &mut self,
        head: impl IntoIterator<Item = ExprId>,
        body: &ast::Statement<'_>,
        kind: LoopKind,
        node: Node,
    ) -> StatementKind {
        let head = List::of_pool(&mut self.facts.pools.exprs, head);
        StatementKind::Loop { head, body: self.statement(body, node), kind }
    }

    fn stray_string(&mut self, statement: &ast::ExpressionStatement<'_>, first: bool, direct: bool) {
        let (text, at, template) = match &statement.expression {
            Expression::StringLiteral(string) => (string.value.as_str(), string.span, false),
            Expression::TemplateLiteral(template) => match template.single_quasi() {
                Some(text) => (text.as_str(), template.span, true),
                None => return,
            },
            _ => return,
        };
        let text = self.facts.names.add(text);
        self.facts.rare.stray_strings.push(StrayString {
            text,
            span: span(at),
            parenthesized: statement.span.start != at.start,
            template,
            function: self.function,
            first,
            direct,
        });
    }
}

fn is_string(expression: &Expression<'_>) -> bool {
    match expression {
        Expression::StringLiteral(_) => true,
        Expression::TemplateLiteral(template) => template.expressions.is_empty(),
        _ => false,
    }
}
