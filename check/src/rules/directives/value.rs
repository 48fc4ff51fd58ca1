//! What a value certainly is, if it certainly is no function.
//!
//! This is what Next finds out by `typeof` when it loads a `'use server'` file. Names are followed through constants,
//! imports and calls of functions whose code is known. What is not certain is taken for a function.

use rutter_syntax::facts::{
    BindingId, BindingKind, Branches, ExportId, ExportKind, ExprId, ExprKind, Facts, FunctionBody,
    FunctionId, Imported, Keyword, LogicalOperator, Node, PatternId, PatternKind, PropertyKey, PropertyKind,
    RequestId, StatementKind, UnaryOperator,
};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, Target};

use super::globals::{Global, global_call, is_env, is_plain_class};
use super::zod::is_schema;
use crate::context::Project;

/// How many names and calls are followed. Values that are further away are unknown.
const MOST_STEPS: u32 = 12;

/// Looks at values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Values<'a> {
    project: &'a Project<'a>,
    steps: u32,
}

impl<'a> Values<'a> {
    pub(super) fn new(project: &'a Project<'a>) -> Self {
        Self { project, steps: 0 }
    }

    /// What an expression of a module is, with its article; none if it may be a function.
    pub(super) fn of(self, module: ModuleId, expr: ExprId) -> Option<&'static str> {
        let facts = self.facts(module);
        let this = self.further()?;
        let expr = facts.without_types(expr);
        match facts[expr].kind {
            ExprKind::Null => Some("`null`"),
            ExprKind::Boolean(_)
            | ExprKind::Unary { operator: UnaryOperator::Not | UnaryOperator::Delete, .. } => {
                Some("a boolean")
            }
            ExprKind::Number(_) | ExprKind::BigInt | ExprKind::Update(_) => Some("a number"),
            ExprKind::Unary { operator: UnaryOperator::Typeof, .. } => Some("a string"),
            ExprKind::Unary { operator: UnaryOperator::Void, .. } => Some("`undefined`"),
            ExprKind::Unary { .. } => Some("a number"),
            ExprKind::String(_) | ExprKind::Text(_) | ExprKind::Template { .. } => Some("a string"),
            ExprKind::RegExp => Some("a regular expression"),
            ExprKind::Array(_) => Some("an array"),
            ExprKind::Object(_) => Some("an object"),
            ExprKind::Jsx(_) => Some("an element"),
            ExprKind::Import { .. } => Some("a promise"),
            ExprKind::Binary { .. } => Some("the result of a calculation"),
            ExprKind::New { callee, .. } => is_plain_class(facts, callee).then_some("an object"),
            ExprKind::Name { binding: Some(binding), .. } => this.of_binding(module, binding),
            ExprKind::Name { name, binding: None } => match &facts[name] {
                "undefined" => Some("`undefined`"),
                "NaN" | "Infinity" => Some("a number"),
                _ => None,
            },
            ExprKind::Conditional { branches, .. } => {
                let Branches { then, otherwise } = facts[branches];
                this.of(module, then).and(this.of(module, otherwise))
            }
            // A function on the left is never the result: it lets the right decide.
            ExprKind::Logical { operator: LogicalOperator::And, right, .. } => this.of(module, right),
            ExprKind::Logical { left, right, .. } => this.of(module, left).and(this.of(module, right)),
            ExprKind::Sequence(parts) => this.of(module, *facts[parts].last()?),
            ExprKind::Assign { value, plain: true, .. } => this.of(module, value),
            ExprKind::Call { .. } if is_schema(facts, expr) => Some("a schema"),
            ExprKind::Call { callee, arguments, .. } => match global_call(facts, callee) {
                Some(Global::Gives(what)) => Some(what),
                Some(Global::HandsOn) => this.of(module, *facts[arguments].first()?),
                None => this.of_call(module, callee),
            },
            ExprKind::Member { object, .. } if is_env(facts, object) => Some("an environment variable"),
            _ => None,
        }
    }

    /// What a name of a module is, where it is bound at the top and never written to again.
    pub(super) fn of_binding(self, module: ModuleId, binding: BindingId) -> Option<&'static str> {
        let facts = self.facts(module);
        let this = self.further()?;
        let found = &facts[binding];
        if found.reassigned || !found.top_level {
            return None;
        }
        match found.kind {
            BindingKind::Variable { declarator, pattern } => {
                let declarator = &facts[declarator];
                match (declarator.value, facts[declarator.pattern].kind) {
                    (Some(value), PatternKind::Binding(_)) => this.of(module, value),
                    (Some(value), _) if declarator.pattern != pattern => {
                        let part = part_of(facts, declarator.pattern, binding, value)?;
                        this.of(module, part)
                    }
                    (None, PatternKind::Binding(_)) => {
                        is_left_empty(facts, declarator.keyword, declarator.parent()).then_some("`undefined`")
                    }
                    _ => None,
                }
            }
            BindingKind::Enum => Some("an enum"),
            BindingKind::Import(import) => {
                let import = &facts[import];
                match import.imported {
                    _ if import.type_only => None,
                    Imported::Namespace => this.is_module(module, import.request).then_some("a module"),
                    Imported::Name(name) => this.of_import(module, import.request, &facts[name]),
                }
            }
            _ => None,
        }
    }

    fn of_import(self, module: ModuleId, request: RequestId, name: &str) -> Option<&'static str> {
        let (module, export) = self.declared(module, request, name)?;
        let export = &self.facts(module)[export];
        match export.kind {
            _ if export.type_only => None,
            ExportKind::Variable { binding, .. } | ExportKind::Local { binding: Some(binding), .. } => {
                self.of_binding(module, binding)
            }
            ExportKind::Expression(value) => self.of(module, value),
            ExportKind::Enum(_) => Some("an enum"),
            _ => None,
        }
    }

    fn of_call(self, module: ModuleId, callee: ExprId) -> Option<&'static str> {
        let (module, function) = self.function(module, callee)?;
        let facts = self.facts(module);
        let called = &facts[function];
        match called.body {
            _ if called.is_generator => Some("a generator"),
            _ if called.is_async => Some("a promise"),
            FunctionBody::Expression(value) => self.of(module, value),
            FunctionBody::Block(_) => {
                let mut found = None;
                for (id, statement) in facts.statements.iter_ids() {
                    let StatementKind::Return(value) = statement.kind else { continue };
                    if facts.function_of(Node::Statement(id)) == Some(function) {
                        found = Some(match value {
                            Some(value) => self.of(module, value)?,
                            None => "`undefined`",
                        });
                    }
                }
                found
            }
            FunctionBody::None => None,
        }
    }

    /// The function that a name stands for.
    fn function(self, module: ModuleId, callee: ExprId) -> Option<(ModuleId, FunctionId)> {
        let facts = self.facts(module);
        let ExprKind::Name { binding: Some(binding), .. } = facts[facts.without_types(callee)].kind else {
            return None;
        };
        match facts[binding].kind {
            BindingKind::Import(import) => {
                let Imported::Name(name) = facts[import].imported else { return None };
                let (module, export) = self.declared(module, facts[import].request, &facts[name])?;
                let facts = self.facts(module);
                match facts[export].kind {
                    ExportKind::Function(function) => Some((module, function)),
                    ExportKind::Variable { binding, .. }
                    | ExportKind::Local { binding: Some(binding), .. } => {
                        Some((module, function_bound(facts, binding)?))
                    }
                    _ => None,
                }
            }
            _ => Some((module, function_bound(facts, binding)?)),
        }
    }

    fn declared(self, module: ModuleId, request: RequestId, name: &str) -> Option<(ModuleId, ExportId)> {
        let graph = self.project.graph;
        let Target::Module(target) = graph.target(module, request, Environment::Server) else { return None };
        match graph.follow(target, name, Environment::Server) {
            ExportOrigin::Declared { module, export } => Some((module, export)),
            _ => None,
        }
    }

    fn is_module(self, module: ModuleId, request: RequestId) -> bool {
        matches!(self.project.graph.target(module, request, Environment::Server), Target::Module(_))
    }

    fn facts(self, module: ModuleId) -> &'a Facts {
        self.project.graph[module].facts()
    }

    fn further(self) -> Option<Self> {
        (self.steps < MOST_STEPS).then_some(Self { steps: self.steps + 1, ..self })
    }
}

/// The part of an object literal that `{a}` or `{a: b}` binds to a name.
fn part_of(facts: &Facts, pattern: PatternId, binding: BindingId, value: ExprId) -> Option<ExprId> {
    let PatternKind::Object { properties, .. } = facts[pattern].kind else { return None };
    let bound = facts[properties].iter().find(
        |property| matches!(facts[property.value].kind, PatternKind::Binding(other) if other == binding),
    )?;
    let PropertyKey::Name(key) = bound.key else { return None };
    let value = match facts[facts.without_types(value)].kind {
        ExprKind::Name { binding: Some(binding), .. } if !facts[binding].reassigned => {
            let BindingKind::Variable { declarator, .. } = facts[binding].kind else { return None };
            facts[declarator].value.filter(|_| facts[declarator].keyword == Keyword::Const)?
        }
        _ => value,
    };
    let ExprKind::Object(properties) = facts[facts.without_types(value)].kind else { return None };
    let properties = &facts[properties];
    let is_certain =
        |kind| matches!(kind, PropertyKind::Value | PropertyKind::Shorthand | PropertyKind::Method);
    if !properties.iter().all(|property| is_certain(property.kind())) {
        return None;
    }
    properties
        .iter()
        .rev()
        .find(|property| property.key() == PropertyKey::Name(key))
        .map(|property| property.value)
}

/// Whether a declarator without a value leaves its name `undefined`: that of a `for` loop does not.
fn is_left_empty(facts: &Facts, keyword: Keyword, parent: Node) -> bool {
    let Node::Statement(statement) = parent else { return false };
    matches!(keyword, Keyword::Let | Keyword::Var)
        && matches!(facts[statement].kind, StatementKind::Variables(_))
}

fn function_bound(facts: &Facts, binding: BindingId) -> Option<FunctionId> {
    let found = &facts[binding];
    match found.kind {
        _ if found.reassigned => None,
        BindingKind::Function(function) => Some(function),
        BindingKind::Variable { declarator, pattern } if facts[declarator].pattern == pattern => {
            match facts[facts.without_types(facts[declarator].value?)].kind {
                ExprKind::Function(function) => Some(function),
                _ => None,
            }
        }
        _ => None,
    }
}
