//! Statements, in the order in which they run.

use oxc_ast::ast::{
    Declaration, ExportDefaultDeclarationKind, Expression, ForStatementInit, ImportDeclaration,
    ImportDeclarationSpecifier, ModuleExportName, Statement, TSEnumMemberName, VariableDeclaration,
    VariableDeclarationKind,
};
use oxc_span::GetSpan;

use super::{DefaultExport, Evaluator, MODULE_EXPORTS};
use crate::static_value::{Callable, Code, MAX_DEPTH, Object, Static, Unknown, Value};

/// Whether the statements behind this one can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Continues,
    /// Returned, thrown, or left by `break` or `continue`.
    Leaves,
}

impl<'a> Evaluator<'a> {
    pub(super) fn run_module(&mut self, statements: &'a [Statement<'a>]) {
        self.statements(statements, 0);
    }

    /// Runs statements in `scope`. Functions are declared first, because they can be called before their place.
    pub(super) fn statements(&mut self, statements: &'a [Statement<'a>], scope: usize) -> Flow {
        for statement in statements {
            self.hoist(statement, scope);
        }
        for statement in statements {
            if self.statement(statement, scope) == Flow::Leaves {
                return Flow::Leaves;
            }
        }
        Flow::Continues
    }

    fn hoist(&mut self, statement: &'a Statement<'a>, scope: usize) {
        let function = match statement {
            Statement::FunctionDeclaration(function) => Some(function),
            Statement::ExportDeclaration(export) => match &export.declaration {
                Declaration::FunctionDeclaration(function) => Some(function),
                _ => None,
            },
            Statement::ExportDefaultDeclaration(export) => match &export.declaration {
                ExportDefaultDeclarationKind::FunctionDeclaration(function) => Some(function),
                _ => None,
            },
            Statement::ImportDeclaration(import) => {
                self.import(import, scope);
                None
            }
            _ => None,
        };
        if let Some(function) = function
            && let Some(id) = &function.id
        {
            let callable = Callable { code: Code::Function(function), scope };
            let value = Static::new(Value::Function(callable), function.span);
            self.declare(id.name.as_str(), value, scope, None);
        }
    }

    fn import(&mut self, import: &'a ImportDeclaration<'a>, scope: usize) {
        let module = import.source.value.as_str();
        for specifier in import.specifiers.iter().flatten() {
            let (local, name) = match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(one) => (&one.local, export_name(&one.imported)),
                ImportDeclarationSpecifier::ImportDefaultSpecifier(one) => (&one.local, "default"),
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(one) => (&one.local, "*"),
            };
            let value = self.import_value(module, name, local.span);
            self.declare(local.name.as_str(), value, scope, None);
        }
    }

    pub(super) fn statement(&mut self, statement: &'a Statement<'a>, scope: usize) -> Flow {
        if self.depth > MAX_DEPTH {
            // What this statement would change is lost, so nothing that is read from here on can be trusted.
            self.steps = 0;
        }
        if !self.spend(1) {
            return Flow::Leaves;
        }
        self.depth += 1;
        let flow = self.statement_here(statement, scope);
        self.depth -= 1;
        flow
    }

    fn statement_here(&mut self, statement: &'a Statement<'a>, scope: usize) -> Flow {
        match statement {
            Statement::ExpressionStatement(statement) => {
                self.expression(&statement.expression, scope);
                Flow::Continues
            }
            Statement::VariableDeclaration(declaration) => {
                self.variables(declaration, scope);
                Flow::Continues
            }
            Statement::ReturnStatement(statement) => {
                let value = match &statement.argument {
                    Some(argument) => self.expression(argument, scope),
                    None => Static::undefined(statement.span),
                };
                self.return_value(value);
                Flow::Leaves
            }
            Statement::ThrowStatement(_) | Statement::BreakStatement(_) | Statement::ContinueStatement(_) => {
                Flow::Leaves
            }
            Statement::BlockStatement(block) => {
                let scope = self.new_scope(scope);
                self.statements(&block.body, scope)
            }
            Statement::IfStatement(statement) => {
                let test = self.expression(&statement.test, scope);
                let alternate = statement.alternate.as_ref();
                match test.truthiness() {
                    Some(true) => self.statement(&statement.consequent, scope),
                    Some(false) => alternate.map_or(Flow::Continues, |other| self.statement(other, scope)),
                    None => {
                        let decides = self.depends_on(statement.test.span());
                        let consequent = self.perhaps_run(decides.clone(), |this| {
                            this.statement(&statement.consequent, scope)
                        });
                        let alternate = alternate.map_or(Flow::Continues, |other| {
                            self.perhaps_run(decides, |this| this.statement(other, scope))
                        });
                        if consequent == alternate { consequent } else { Flow::Continues }
                    }
                }
            }
            Statement::SwitchStatement(statement) => self.switch(statement, scope),
            Statement::TryStatement(statement) => {
                let decides = Unknown::new("the value is set inside a `try`, which may fail", statement.span);
                let flow = self
                    .perhaps_run(decides.clone(), |this| this.statements_of(&statement.block.body, scope));
                let caught = statement.handler.as_ref().map_or(Flow::Leaves, |handler| {
                    self.perhaps_run(decides, |this| this.statements_of(&handler.body.body, scope))
                });
                let finally = statement
                    .finalizer
                    .as_ref()
                    .map_or(Flow::Continues, |block| self.statements_of(&block.body, scope));
                if finally == Flow::Leaves || (flow == Flow::Leaves && caught == Flow::Leaves) {
                    Flow::Leaves
                } else {
                    Flow::Continues
                }
            }
            Statement::LabeledStatement(statement) => self.repeat(statement.span, |this| {
                this.statement(&statement.body, scope);
            }),
            Statement::WhileStatement(statement) => self.repeat(statement.span, |this| {
                this.expression(&statement.test, scope);
                this.statement(&statement.body, scope);
            }),
            Statement::DoWhileStatement(statement) => self.repeat(statement.span, |this| {
                this.statement(&statement.body, scope);
                this.expression(&statement.test, scope);
            }),
            Statement::ForStatement(statement) => {
                let scope = self.new_scope(scope);
                match &statement.init {
                    Some(ForStatementInit::VariableDeclaration(declaration)) => {
                        self.variables(declaration, scope);
                    }
                    Some(other) => {
                        if let Some(expression) = other.as_expression() {
                            self.expression(expression, scope);
                        }
                    }
                    None => {}
                }
                self.repeat(statement.span, |this| {
                    this.statement(&statement.body, scope);
                    if let Some(update) = &statement.update {
                        this.expression(update, scope);
                    }
                })
            }
            Statement::ForInStatement(statement) => {
                self.for_each(&statement.left, &statement.right, &statement.body, statement.span, scope)
            }
            Statement::ForOfStatement(statement) => {
                self.for_each(&statement.left, &statement.right, &statement.body, statement.span, scope)
            }
            Statement::ExportDeclaration(export) => {
                self.declaration(&export.declaration, scope);
                Flow::Continues
            }
            Statement::TSEnumDeclaration(_) | Statement::ClassDeclaration(_) => {
                if let Some(declaration) = statement.as_declaration() {
                    self.declaration(declaration, scope);
                }
                Flow::Continues
            }
            Statement::ExportDefaultDeclaration(export) => {
                self.default_export = match &export.declaration {
                    ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                        let callable = Callable { code: Code::Function(function), scope };
                        let value = Static::new(Value::Function(callable), function.span);
                        Some(DefaultExport::Value(value))
                    }
                    other => Some(match other.as_expression() {
                        Some(expression) => DefaultExport::Expression(expression),
                        None => {
                            DefaultExport::Value(Static::unknown(self.at_run_time(export.span), export.span))
                        }
                    }),
                };
                Flow::Continues
            }
            Statement::ExportNamedDeclaration(export) => {
                for specifier in &export.specifiers {
                    if export_name(&specifier.exported) == "default" {
                        self.default_export = Some(DefaultExport::Variable(export_name(&specifier.local)));
                    }
                }
                Flow::Continues
            }
            Statement::ExportFromDeclaration(export) => {
                for specifier in &export.specifiers {
                    if export_name(&specifier.exported) == "default" {
                        let name = export_name(&specifier.local);
                        let value = self.import_value(export.source.value.as_str(), name, specifier.span);
                        self.default_export = Some(DefaultExport::Value(value));
                    }
                }
                Flow::Continues
            }
            Statement::TSExportAssignment(export) => {
                self.default_export = Some(DefaultExport::Expression(&export.expression));
                Flow::Continues
            }
            _ => Flow::Continues,
        }
    }

    fn declaration(&mut self, declaration: &'a Declaration<'a>, scope: usize) {
        match declaration {
            Declaration::VariableDeclaration(declaration) => self.variables(declaration, scope),
            Declaration::TSEnumDeclaration(declaration) => {
                let mut object = Object::default();
                for member in &declaration.body.members {
                    let value = match &member.initializer {
                        Some(initializer) => self.expression(initializer, scope),
                        None => Static::unknown(self.at_run_time(member.span), member.span),
                    };
                    match &member.id {
                        TSEnumMemberName::Identifier(name) => object.set(name.name.as_str().into(), value),
                        TSEnumMemberName::String(name) => object.set(name.value.as_str().into(), value),
                        _ => object.set_unknown(self.at_run_time(member.span)),
                    }
                }
                let value = Static::object(object, declaration.span);
                self.declare(declaration.id.name.as_str(), value, scope, None);
            }
            _ => {}
        }
    }

    pub(super) fn variables(&mut self, declaration: &'a VariableDeclaration<'a>, scope: usize) {
        for declarator in &declaration.declarations {
            let value = match &declarator.init {
                Some(init) => self.expression(init, scope),
                None => Static::undefined(declarator.span),
            };
            let shares = declarator.init.as_ref().and_then(|init| self.shared_variable(init, scope));
            // A `var` belongs to the whole function, and without a value it leaves what was there.
            match declaration.kind {
                VariableDeclarationKind::Var if declarator.init.is_none() => {}
                VariableDeclarationKind::Var => {
                    let scope = self.function_scope(scope);
                    self.bind(&declarator.id, value, scope, shares);
                }
                _ => self.bind(&declarator.id, value, scope, shares),
            }
        }
    }

    pub(super) fn statements_of(&mut self, statements: &'a [Statement<'a>], scope: usize) -> Flow {
        let scope = self.new_scope(scope);
        self.statements(statements, scope)
    }

    pub(super) fn return_value(&mut self, value: Static<'a>) {
        let frames = self.frames.len();
        let Some(frame) = self.frames.last_mut() else { return };
        frame.returned.push(value);
        if let Some(region) = &self.region
            && region.frames == frames
        {
            frame.decides.get_or_insert_with(|| region.decides.clone());
        }
    }

    /// The variable whose object an expression hands on.
    pub(super) fn shared_variable(
        &self,
        expression: &Expression<'a>,
        scope: usize,
    ) -> Option<(usize, &'a str)> {
        match expression {
            Expression::Identifier(name) => {
                let name = name.name.as_str();
                Some((self.find(name, scope)?, name))
            }
            Expression::TSAsExpression(inner) => self.shared_variable(&inner.expression, scope),
            Expression::TSSatisfiesExpression(inner) => self.shared_variable(&inner.expression, scope),
            Expression::TSNonNullExpression(inner) => self.shared_variable(&inner.expression, scope),
            Expression::StaticMemberExpression(_) if self.is_module_exports(expression) => {
                Some((0, MODULE_EXPORTS))
            }
            _ => None,
        }
    }

    /// Whether an expression is written `module.exports`.
    pub(super) fn is_module_exports(&self, expression: &Expression<'a>) -> bool {
        matches!(expression, Expression::StaticMemberExpression(member)
            if member.property.name == "exports"
                && matches!(&member.object, Expression::Identifier(name) if name.name == "module"))
    }
}

fn export_name<'a>(name: &'a ModuleExportName<'a>) -> &'a str {
    match name {
        ModuleExportName::IdentifierName(name) => name.name.as_str(),
        ModuleExportName::IdentifierReference(name) => name.name.as_str(),
        ModuleExportName::StringLiteral(name) => name.value.as_str(),
    }
}
