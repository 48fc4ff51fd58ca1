//! Functions and arrows.

use oxc_ast::ast::{self, ArrowFunctionBody};

use super::scope::ScopeKind;
use super::{Lower, Short, span};
use crate::facts::{
    BindingKind, Declaration, ExprId, Extent, Function, FunctionBody, FunctionId, FunctionKind, Id as _,
    List, Name, Node, Parameter, PatternId, Span,
};

impl Lower<'_> {
    /// A function. `named` is the key of a method, with its place.
    pub(super) fn function(
        &mut self,
        it: &ast::Function<'_>,
        kind: FunctionKind,
        named: Option<(Name, Span)>,
        parent: Node,
    ) -> FunctionId {
        let own_name = it.id.as_ref().map(|id| (self.facts.names.add(id.name.as_str()), span(id.span)));
        let named = named.or(own_name);
        let end = it.body.as_ref().map_or(it.span.end, |body| body.span.start);
        let id = self.facts.functions.push(Function {
            kind,
            name: named.map(|(name, _)| name),
            binding: None,
            is_async: it.r#async,
            is_generator: it.generator,
            type_parameters: List::default(),
            parameters: List::default(),
            return_type: None,
            directives: List::default(),
            body: FunctionBody::None,
            span: span(it.span),
            head: named.map_or(Span { start: it.span.start, end: end.max(it.span.start) }, |(_, at)| at),
            parent: parent.into(),
        });
        if kind == FunctionKind::Declaration {
            self.declare_function(it, id);
        }
        let outer = self.enter_function(id, &it.params);
        if let Some(name) = &it.id
            && kind != FunctionKind::Declaration
        {
            let binding = self.bind_own_name(name, BindingKind::Function(id));
            self.facts.functions[id].binding = Some(binding);
        }
        let type_parameters = self.type_parameters(it.type_parameters.as_deref());
        self.facts.functions[id].type_parameters = type_parameters;
        let parameters = self.parameters(&it.params, id);
        let return_type = it.return_type.as_ref().map(|ty| self.ty(&ty.type_annotation));
        self.scopes.close_head(&mut self.facts);
        let (directives, body) = match &it.body {
            Some(body) => self.function_body(body, id),
            None => (List::default(), FunctionBody::None),
        };
        self.leave_function(id, outer);
        self.close_function(id, parameters, return_type, directives, body);
        id
    }

    /// Binds the name of a function. An overload declares the same name again; the one with a body is what the name
    /// stands for.
    fn declare_function(&mut self, it: &ast::Function<'_>, id: FunctionId) {
        let Some(name) = &it.id else { return };
        let is_declared = it.body.is_some() || it.declare || self.is_ambient;
        let kind = if is_declared { BindingKind::Function(id) } else { BindingKind::Other };
        let is_hoisted = self.is_sloppy && !it.r#async && !it.generator;
        let binding = if is_hoisted { self.bind_sloppily(name, kind) } else { self.bind(name, kind) };
        if is_declared {
            self.facts.functions[id].binding = Some(binding);
        }
        self.declare(binding, Declaration::Function(id));
    }

    pub(super) fn arrow(&mut self, it: &ast::ArrowFunctionExpression<'_>, parent: Node) -> FunctionId {
        let head_end = it.return_type.as_ref().map_or(it.params.span.end, |ty| ty.span.end);
        let id = self.facts.functions.push(Function {
            kind: FunctionKind::Arrow,
            name: None,
            binding: None,
            is_async: it.r#async,
            is_generator: false,
            type_parameters: List::default(),
            parameters: List::default(),
            return_type: None,
            directives: List::default(),
            body: FunctionBody::None,
            span: span(it.span),
            head: Span { start: it.span.start, end: head_end.max(it.span.start) },
            parent: parent.into(),
        });
        let outer = self.enter_function(id, &it.params);
        let type_parameters = self.type_parameters(it.type_parameters.as_deref());
        self.facts.functions[id].type_parameters = type_parameters;
        let parameters = self.parameters(&it.params, id);
        let return_type = it.return_type.as_ref().map(|ty| self.ty(&ty.type_annotation));
        self.scopes.close_head(&mut self.facts);
        let (directives, body) = match &it.body {
            ArrowFunctionBody::FunctionBody(body) => self.function_body(body, id),
            body => match body.as_expression() {
                Some(value) => {
                    (List::default(), FunctionBody::Expression(self.expr(value, Node::Function(id))))
                }
                None => (List::default(), FunctionBody::None),
            },
        };
        self.leave_function(id, outer);
        self.close_function(id, parameters, return_type, directives, body);
        id
    }

    fn enter_function(
        &mut self,
        id: FunctionId,
        parameters: &ast::FormalParameters<'_>,
    ) -> Option<FunctionId> {
        let outer = self.function.replace(id);
        let start = ExprId::new(self.facts.exprs.len());
        self.facts.extents.push(Extent { start, end: start, outer });
        // A decorator does not see the parameters.
        for it in &parameters.items {
            self.decorators(&it.decorators, Node::Function(id));
        }
        self.scopes.open(ScopeKind::Function);
        outer
    }

    fn leave_function(&mut self, id: FunctionId, outer: Option<FunctionId>) {
        self.scopes.close(&mut self.facts);
        self.facts.extents[id.index()].end = ExprId::new(self.facts.exprs.len());
        self.function = outer;
    }

    fn close_function(
        &mut self,
        id: FunctionId,
        parameters: List<Parameter>,
        return_type: Option<crate::facts::TypeId>,
        directives: List<crate::facts::Directive>,
        body: FunctionBody,
    ) {
        let function = &mut self.facts.functions[id];
        (function.parameters, function.return_type) = (parameters, return_type);
        (function.directives, function.body) = (directives, body);
    }

    fn function_body(
        &mut self,
        body: &ast::FunctionBody<'_>,
        id: FunctionId,
    ) -> (List<crate::facts::Directive>, FunctionBody) {
        let directives: Short<_> =
            body.directives.iter().map(|directive| self.directive(directive)).collect();
        let directives = List::of_pool(&mut self.facts.rare.directives, directives);
        (directives, FunctionBody::Block(self.body(&body.statements, Node::Function(id))))
    }

    fn parameters(
        &mut self,
        parameters: &ast::FormalParameters<'_>,
        function: FunctionId,
    ) -> List<Parameter> {
        let node = Node::Function(function);
        let mut lowered = Vec::with_capacity(parameters.items.len());
        for (it, index) in parameters.items.iter().zip(0..) {
            let kind = |pattern: PatternId| BindingKind::Parameter { function, index, pattern };
            let pattern = match &it.initializer {
                Some(value) => self.default_pattern(&it.pattern, value, node, &kind),
                None => self.binding_pattern(&it.pattern, node, &kind),
            };
            let ty = it.type_annotation.as_ref().map(|ty| self.ty(&ty.type_annotation));
            lowered.push(Parameter { pattern, ty, optional: it.optional, rest: false, span: span(it.span) });
        }
        if let Some(rest) = &parameters.rest {
            let index = u32::try_from(parameters.items.len()).unwrap_or(u32::MAX);
            let kind = |pattern: PatternId| BindingKind::Parameter { function, index, pattern };
            let pattern = self.binding_pattern(&rest.rest.argument, node, &kind);
            let ty = rest.type_annotation.as_ref().map(|ty| self.ty(&ty.type_annotation));
            lowered.push(Parameter { pattern, ty, optional: false, rest: true, span: span(rest.span) });
        }
        List::of_pool(&mut self.facts.pools.parameters, lowered)
    }

    pub(super) fn decorators(&mut self, decorators: &[ast::Decorator<'_>], node: Node) {
        for decorator in decorators {
            self.expr(&decorator.expression, node);
        }
    }
}
