//! Expressions.

use oxc_ast::ast::{self, Argument, Expression, ObjectPropertyKind, SimpleAssignmentTarget};
use oxc_span::GetSpan;
use oxc_syntax::operator::{
    AssignmentOperator, BinaryOperator as OxcBinary, LogicalOperator as OxcLogical, UnaryOperator as OxcUnary,
};

use super::{Lower, span};
use crate::facts::{
    BinaryOperator, Branches, Expr, ExprId, ExprKind, FunctionKind, List, LogicalOperator, Node, Number,
    Property, PropertyKey, PropertyKind, Request, RequestKind, Span, UnaryOperator,
};

impl Lower<'_> {
    pub(super) fn expr(&mut self, expression: &Expression<'_>, parent: Node) -> ExprId {
        let id = self.open_expr(span(expression.span()), parent);
        let kind = self.deeper(|lower| lower.expr_kind(expression, id));
        self.facts.exprs[id].kind = kind.unwrap_or(ExprKind::Other);
        id
    }

    pub(super) fn open_expr(&mut self, span: Span, parent: Node) -> ExprId {
        self.facts.exprs.push(Expr { kind: ExprKind::Other, span, parent: parent.into() })
    }

    fn exprs<'e, 'a: 'e>(
        &mut self,
        expressions: impl IntoIterator<Item = &'e Expression<'a>>,
        node: Node,
    ) -> List<ExprId> {
        let start = self.lists.exprs.len();
        for it in expressions {
            let id = self.expr(it, node);
            self.lists.exprs.push(id);
        }
        List::of_open(&mut self.facts.pools.exprs, &mut self.lists.exprs, start)
    }

    fn expr_kind(&mut self, expression: &Expression<'_>, id: ExprId) -> ExprKind {
        let node = Node::Expr(id);
        match expression {
            Expression::NullLiteral(_) => ExprKind::Null,
            Expression::BooleanLiteral(it) => ExprKind::Boolean(it.value),
            Expression::NumericLiteral(it) => ExprKind::Number(Number::new(it.value)),
            Expression::BigIntLiteral(_) => ExprKind::BigInt,
            Expression::StringLiteral(it) => ExprKind::String(self.name(it.value.as_str())),
            Expression::RegExpLiteral(_) => ExprKind::RegExp,
            Expression::TemplateLiteral(it) => self.template(it, node),
            Expression::Identifier(it) => self.reference(it, id),
            Expression::ThisExpression(_) => ExprKind::This,
            Expression::Super(_) => ExprKind::Super,
            Expression::ImportMeta(_) | Expression::NewTarget(_) => ExprKind::Meta,
            Expression::ArrayExpression(it) => self.array(it, node),
            Expression::ObjectExpression(it) => self.object(it, node),
            Expression::FunctionExpression(it) => {
                ExprKind::Function(self.function(it, FunctionKind::Expression, None, node))
            }
            Expression::ArrowFunctionExpression(it) => ExprKind::Function(self.arrow(it, node)),
            Expression::ClassExpression(it) => ExprKind::Class(self.class(it, node)),
            Expression::CallExpression(it) => self.call(it, id),
            Expression::NewExpression(it) => {
                self.given_types(it.type_arguments.as_deref(), id);
                ExprKind::New {
                    callee: self.expr(&it.callee, node),
                    arguments: self.arguments(&it.arguments, node),
                }
            }
            Expression::ImportExpression(it) => self.dynamic_import(it, node),
            Expression::ChainExpression(it) => self.chain(it, id),
            Expression::UnaryExpression(it) => ExprKind::Unary {
                operator: unary_operator(it.operator),
                operand: self.expr(&it.argument, node),
            },
            Expression::UpdateExpression(it) => ExprKind::Update(self.place(&it.argument, node)),
            Expression::BinaryExpression(it) => ExprKind::Binary {
                operator: binary_operator(it.operator),
                left: self.expr(&it.left, node),
                right: self.expr(&it.right, node),
            },
            Expression::PrivateInExpression(it) => {
                let right = self.expr(&it.right, node);
                let left = self.open_expr(span(it.left.span), node);
                ExprKind::Binary { operator: BinaryOperator::In, left, right }
            }
            Expression::LogicalExpression(it) => ExprKind::Logical {
                operator: logical_operator(it.operator),
                left: self.expr(&it.left, node),
                right: self.expr(&it.right, node),
            },
            Expression::ConditionalExpression(it) => {
                let test = self.expr(&it.test, node);
                let then = self.expr(&it.consequent, node);
                let otherwise = self.expr(&it.alternate, node);
                ExprKind::Conditional {
                    test,
                    branches: self.facts.branches.push(Branches { then, otherwise }),
                }
            }
            Expression::AssignmentExpression(it) => ExprKind::Assign {
                target: self.assignment_target(&it.left, node),
                value: self.expr(&it.right, node),
                plain: it.operator == AssignmentOperator::Assign,
            },
            Expression::SequenceExpression(it) => ExprKind::Sequence(self.exprs(&it.expressions, node)),
            Expression::AwaitExpression(it) => ExprKind::Await(self.expr(&it.argument, node)),
            Expression::YieldExpression(it) => {
                ExprKind::Yield(it.argument.as_ref().map(|value| self.expr(value, node)))
            }
            Expression::TaggedTemplateExpression(it) => {
                self.given_types(it.type_arguments.as_deref(), id);
                ExprKind::TaggedTemplate {
                    tag: self.expr(&it.tag, node),
                    values: self.exprs(&it.quasi.expressions, node),
                }
            }
            Expression::TSAsExpression(it) => self.cast(&it.expression, &it.type_annotation, node),
            Expression::TSTypeAssertion(it) => self.cast(&it.expression, &it.type_annotation, node),
            Expression::TSSatisfiesExpression(it) => ExprKind::Satisfies {
                value: self.expr(&it.expression, node),
                ty: self.ty(&it.type_annotation),
            },
            Expression::TSNonNullExpression(it) => ExprKind::NonNull(self.expr(&it.expression, node)),
            Expression::TSInstantiationExpression(it) => {
                self.given_types(Some(&it.type_arguments), id);
                ExprKind::Instantiation(self.expr(&it.expression, node))
            }
            Expression::JSXElement(it) => self.jsx_element(it, id),
            Expression::JSXFragment(it) => self.jsx_fragment(it, id),
            Expression::ParenthesizedExpression(it) => self.expr_kind(&it.expression, id),
            Expression::V8IntrinsicExpression(_) => ExprKind::Other,
            _ => expression.as_member_expression().map_or(ExprKind::Other, |it| self.member(it, node)),
        }
    }

    fn template(&mut self, it: &ast::TemplateLiteral<'_>, node: Node) -> ExprKind {
        let head = it.quasis.first().map_or("", |quasi| quasi.value.cooked.map_or("", |text| text.as_str()));
        let head = self.name(head);
        if it.expressions.is_empty() {
            return ExprKind::Text(head);
        }
        ExprKind::Template { head, values: self.exprs(&it.expressions, node) }
    }

    fn array(&mut self, it: &ast::ArrayExpression<'_>, node: Node) -> ExprKind {
        let start = self.lists.exprs.len();
        for element in &it.elements {
            let id = match element {
                ast::ArrayExpressionElement::SpreadElement(spread) => self.spread(spread, node),
                element => match element.as_expression() {
                    Some(element) => self.expr(element, node),
                    None => continue,
                },
            };
            self.lists.exprs.push(id);
        }
        ExprKind::Array(List::of_open(&mut self.facts.pools.exprs, &mut self.lists.exprs, start))
    }

    fn spread(&mut self, it: &ast::SpreadElement<'_>, node: Node) -> ExprId {
        let id = self.open_expr(span(it.span), node);
        let value = self.expr(&it.argument, Node::Expr(id));
        self.facts.exprs[id].kind = ExprKind::Spread(value);
        id
    }

    fn object(&mut self, it: &ast::ObjectExpression<'_>, node: Node) -> ExprKind {
        let start = self.lists.properties.len();
        for property in &it.properties {
            let property = self.property(property, node);
            self.lists.properties.push(property);
        }
        ExprKind::Object(List::of_open(&mut self.facts.pools.properties, &mut self.lists.properties, start))
    }

    fn property(&mut self, property: &ObjectPropertyKind<'_>, node: Node) -> Property {
        let it = match property {
            ObjectPropertyKind::ObjectProperty(it) => it,
            ObjectPropertyKind::SpreadProperty(spread) => {
                let value = self.expr(&spread.argument, node);
                return Property::new(PropertyKind::Spread, PropertyKey::None, value, span(spread.span));
            }
        };
        let key = self.property_key(&it.key, it.computed, node);
        let kind = match it.kind {
            ast::PropertyKind::Get => PropertyKind::Getter,
            ast::PropertyKind::Set => PropertyKind::Setter,
            ast::PropertyKind::Init if it.method => PropertyKind::Method,
            ast::PropertyKind::Init if it.shorthand => PropertyKind::Shorthand,
            ast::PropertyKind::Init => PropertyKind::Value,
        };
        let is_function = matches!(kind, PropertyKind::Method | PropertyKind::Getter | PropertyKind::Setter);
        let value = match &it.value {
            Expression::FunctionExpression(function) if is_function => {
                let id = self.open_expr(span(it.span), node);
                let named = match key {
                    PropertyKey::Name(name) => Some((name, span(it.key.span()))),
                    _ => None,
                };
                let function = self.function(function, FunctionKind::ObjectMethod, named, Node::Expr(id));
                self.facts.exprs[id].kind = ExprKind::Function(function);
                id
            }
            value => self.expr(value, node),
        };
        Property::new(kind, key, value, span(it.span))
    }

    pub(super) fn property_key(
        &mut self,
        key: &ast::PropertyKey<'_>,
        computed: bool,
        node: Node,
    ) -> PropertyKey {
        if let ast::PropertyKey::PrivateIdentifier(it) = key {
            return PropertyKey::Private(self.name(it.name.as_str()));
        }
        match key.static_name() {
            Some(name) => PropertyKey::Name(self.name(&name)),
            None if computed => {
                key.as_expression().map_or(PropertyKey::None, |it| PropertyKey::Computed(self.expr(it, node)))
            }
            None => PropertyKey::None,
        }
    }

    pub(super) fn arguments(&mut self, arguments: &[Argument<'_>], node: Node) -> List<ExprId> {
        let start = self.lists.exprs.len();
        for argument in arguments {
            let id = match argument {
                Argument::SpreadElement(spread) => self.spread(spread, node),
                argument => match argument.as_expression() {
                    Some(argument) => self.expr(argument, node),
                    None => continue,
                },
            };
            self.lists.exprs.push(id);
        }
        List::of_open(&mut self.facts.pools.exprs, &mut self.lists.exprs, start)
    }

    /// Keeps the type arguments of a call or a `new`.
    fn given_types(&mut self, arguments: Option<&ast::TSTypeParameterInstantiation<'_>>, id: ExprId) {
        if arguments.is_some() {
            let arguments = self.type_arguments(arguments);
            self.facts.given_types.push((id, arguments));
        }
    }

    fn call(&mut self, it: &ast::CallExpression<'_>, id: ExprId) -> ExprKind {
        let node = Node::Expr(id);
        let is_required = self.require(it);
        self.given_types(it.type_arguments.as_deref(), id);
        let callee = self.expr(&it.callee, node);
        if is_required {
            self.required.push((it.span.start, callee));
        }
        ExprKind::Call { callee, arguments: self.arguments(&it.arguments, node), optional: it.optional }
    }

    fn chain(&mut self, it: &ast::ChainExpression<'_>, id: ExprId) -> ExprKind {
        let node = Node::Expr(id);
        match &it.expression {
            ast::ChainElement::CallExpression(call) => self.call(call, id),
            ast::ChainElement::TSNonNullExpression(inner) => {
                ExprKind::NonNull(self.expr(&inner.expression, node))
            }
            element => element.as_member_expression().map_or(ExprKind::Other, |it| self.member(it, node)),
        }
    }

    fn member(&mut self, it: &ast::MemberExpression<'_>, node: Node) -> ExprKind {
        match it {
            ast::MemberExpression::StaticMemberExpression(it) => ExprKind::Member {
                object: self.expr(&it.object, node),
                property: self.name(it.property.name.as_str()),
                optional: it.optional,
            },
            ast::MemberExpression::PrivateFieldExpression(it) => ExprKind::Member {
                object: self.expr(&it.object, node),
                property: self.name(&format!("#{}", it.field.name)),
                optional: it.optional,
            },
            // `a['b']` is the same as `a.b`.
            ast::MemberExpression::ComputedMemberExpression(it) => match &it.expression {
                Expression::StringLiteral(text) => ExprKind::Member {
                    object: self.expr(&it.object, node),
                    property: self.name(text.value.as_str()),
                    optional: it.optional,
                },
                index => ExprKind::Index {
                    object: self.expr(&it.object, node),
                    index: self.expr(index, node),
                    optional: it.optional,
                },
            },
        }
    }

    fn cast(&mut self, value: &Expression<'_>, ty: &ast::TSType<'_>, node: Node) -> ExprKind {
        let value = self.expr(value, node);
        ExprKind::As { value, ty: (!is_const(ty)).then(|| self.ty(ty)) }
    }

    /// What an assignment or `x++` writes to.
    pub(super) fn place(&mut self, target: &SimpleAssignmentTarget<'_>, parent: Node) -> ExprId {
        let id = self.open_expr(span(target.span()), parent);
        let node = Node::Expr(id);
        let kind = self.deeper(|lower| match target {
            SimpleAssignmentTarget::AssignmentTargetIdentifier(it) => lower.written(it, id),
            SimpleAssignmentTarget::TSAsExpression(it) => {
                lower.cast(&it.expression, &it.type_annotation, node)
            }
            SimpleAssignmentTarget::TSTypeAssertion(it) => {
                lower.cast(&it.expression, &it.type_annotation, node)
            }
            SimpleAssignmentTarget::TSSatisfiesExpression(it) => ExprKind::Satisfies {
                value: lower.expr(&it.expression, node),
                ty: lower.ty(&it.type_annotation),
            },
            SimpleAssignmentTarget::TSNonNullExpression(it) => {
                ExprKind::NonNull(lower.expr(&it.expression, node))
            }
            target => target.as_member_expression().map_or(ExprKind::Other, |it| lower.member(it, node)),
        });
        self.facts.exprs[id].kind = kind.unwrap_or(ExprKind::Other);
        // What is behind a cast is read as if it stood alone.
        let place = self.facts.without_types(id);
        if place != id && matches!(self.facts[place].kind, ExprKind::Name { .. }) {
            self.scopes.mark_written(place);
        }
        id
    }

    fn dynamic_import(&mut self, it: &ast::ImportExpression<'_>, node: Node) -> ExprKind {
        let text = match &it.source {
            Expression::StringLiteral(text) => Some(text.value.as_str()),
            Expression::TemplateLiteral(text) => text.single_quasi().map(|text| text.as_str()),
            _ => None,
        };
        if let Some(text) = text {
            let specifier = self.facts.names.add(text);
            self.facts.requests.push(Request {
                specifier,
                kind: RequestKind::Dynamic,
                type_only: false,
                is_type_syntax: false,
                span: span(it.span),
                specifier_span: span(it.source.span()),
            });
        }
        ExprKind::Import { specifier: self.expr(&it.source, node) }
    }

    /// Notes a `require('x')`, and says whether it is one.
    fn require(&mut self, it: &ast::CallExpression<'_>) -> bool {
        if let Expression::Identifier(callee) = &it.callee
            && callee.name == "require"
            && let [Argument::StringLiteral(text)] = it.arguments.as_slice()
            && !self.own_requires.contains(&it.span.start)
        {
            let specifier = self.name(text.value.as_str());
            self.facts.requests.push(Request {
                specifier,
                kind: RequestKind::Require,
                type_only: false,
                is_type_syntax: false,
                span: span(it.span),
                specifier_span: span(text.span),
            });
            return true;
        }
        false
    }
}

/// Whether a type is the `const` of `as const`.
fn is_const(ty: &ast::TSType<'_>) -> bool {
    matches!(ty, ast::TSType::TSTypeReference(it)
        if matches!(&it.type_name, ast::TSTypeName::IdentifierReference(name) if name.name == "const"))
}

fn unary_operator(operator: OxcUnary) -> UnaryOperator {
    match operator {
        OxcUnary::LogicalNot => UnaryOperator::Not,
        OxcUnary::UnaryNegation => UnaryOperator::Minus,
        OxcUnary::UnaryPlus => UnaryOperator::Plus,
        OxcUnary::BitwiseNot => UnaryOperator::BitwiseNot,
        OxcUnary::Typeof => UnaryOperator::Typeof,
        OxcUnary::Void => UnaryOperator::Void,
        OxcUnary::Delete => UnaryOperator::Delete,
    }
}

fn binary_operator(operator: OxcBinary) -> BinaryOperator {
    match operator {
        OxcBinary::Equality | OxcBinary::StrictEquality => BinaryOperator::Equal,
        OxcBinary::Inequality | OxcBinary::StrictInequality => BinaryOperator::NotEqual,
        OxcBinary::LessThan
        | OxcBinary::LessEqualThan
        | OxcBinary::GreaterThan
        | OxcBinary::GreaterEqualThan => BinaryOperator::Compare,
        OxcBinary::Addition => BinaryOperator::Add,
        OxcBinary::In => BinaryOperator::In,
        OxcBinary::Instanceof => BinaryOperator::InstanceOf,
        _ => BinaryOperator::Arithmetic,
    }
}

fn logical_operator(operator: OxcLogical) -> LogicalOperator {
    match operator {
        OxcLogical::And => LogicalOperator::And,
        OxcLogical::Or => LogicalOperator::Or,
        OxcLogical::Coalesce => LogicalOperator::Coalesce,
    }
}
