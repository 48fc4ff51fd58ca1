//! What is expected of an expression where it stands: the type of the parameter that it is given to, the type that is
//! written beside it. A function whose parameters have no types takes them from there.

use rutter_syntax::facts::{
    ClassMemberKind, ExprId, ExprKind, FunctionId, JsxAttribute, JsxId, JsxTag, Node, PatternKind,
    PropertyKey, StatementKind,
};

use super::super::evaluator::Evaluator;
use super::super::shape::{Function, Shape, Value};
use super::super::source::At;
use super::super::thunk::Scope;

impl<'a> Evaluator<'_, 'a> {
    /// What a function is given for a parameter whose type is not written.
    pub(super) fn expected_parameter(
        &self,
        at: At<FunctionId>,
        index: usize,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let facts = self.facts(at.source);
        let Node::Expr(expr) = facts[at.id].parent() else { return Value::unknown() };
        let expected = self.expected(at.with(expr), scope).without_nullish();
        let parts = match &expected.shape {
            Shape::Union(union) => union.parts.clone(),
            _ => vec![expected],
        };
        let mut functions = parts.iter().filter_map(|part| match &part.shape {
            Shape::Function(function) => Some(self.parameter_of(function, index)),
            _ => None,
        });
        match (functions.next(), functions.next()) {
            (Some(only), None) => only,
            _ => Value::unknown(),
        }
    }

    /// What is expected of an expression.
    pub(super) fn expected(&self, at: At<ExprId>, scope: &Scope<'a>) -> Value<'a> {
        self.bounded(|| self.expected_by(at, scope)).unwrap_or_else(Value::unknown)
    }

    fn expected_by(&self, at: At<ExprId>, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let ty = |ty| self.ty(at.with(ty), scope);
        match facts[at.id].parent() {
            Node::Expr(outer) => self.expected_in(at, at.with(outer), scope),
            Node::Declarator(declarator) => facts[declarator].ty.map_or_else(Value::unknown, ty),
            Node::Jsx(jsx) => self.expected_prop(at, jsx, scope),
            Node::Class(class) => {
                let field = facts[facts[class].members].iter().find_map(|member| match member.kind {
                    ClassMemberKind::Field { ty, value: Some(value) } if value == at.id => ty,
                    _ => None,
                });
                field.map_or_else(Value::unknown, ty)
            }
            // What an arrow without braces returns.
            Node::Function(function) => self.expected_return(at.with(function), scope),
            Node::Statement(statement) => match facts[statement].kind {
                StatementKind::Return(_) => match facts.function_of(Node::Statement(statement)) {
                    Some(function) => self.expected_return(at.with(function), scope),
                    None => Value::unknown(),
                },
                _ => Value::unknown(),
            },
            Node::Pattern(pattern) => match facts[pattern].kind {
                PatternKind::Default { value, .. } if value == at.id => match facts[pattern].parent() {
                    Node::Function(function) => {
                        let parameter = facts[facts[function].parameters]
                            .iter()
                            .find(|parameter| parameter.pattern == pattern);
                        parameter.and_then(|parameter| parameter.ty).map_or_else(Value::unknown, ty)
                    }
                    _ => Value::unknown(),
                },
                _ => Value::unknown(),
            },
            Node::File => Value::unknown(),
        }
    }

    fn expected_in(&self, at: At<ExprId>, outer: At<ExprId>, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let around = || self.expected(outer, scope);
        match facts[outer.id].kind {
            ExprKind::As { ty: Some(ty), .. } | ExprKind::Satisfies { ty, .. } => {
                self.ty(outer.with(ty), scope)
            }
            ExprKind::As { ty: None, .. }
            | ExprKind::NonNull(_)
            | ExprKind::Conditional { .. }
            | ExprKind::Logical { .. }
            | ExprKind::Sequence(_) => around(),
            ExprKind::Await(_) => around(),
            ExprKind::Call { callee, arguments, .. } => {
                match facts[arguments].iter().position(|argument| *argument == at.id) {
                    Some(index) => self.expected_argument(outer, callee, &facts[arguments], index, scope),
                    None => Value::unknown(),
                }
            }
            ExprKind::Object(properties) => {
                let property = facts[properties].iter().find(|property| property.value == at.id);
                match property.map(|property| property.key()) {
                    Some(PropertyKey::Name(name)) => self.member(&around().without_nullish(), &facts[name]),
                    _ => Value::unknown(),
                }
            }
            ExprKind::Array(_) => self.iterated(&around().without_nullish()),
            ExprKind::Assign { target, plain: true, .. } => match facts[target].kind {
                PatternKind::Place(place) => self.declared_place(outer.with(place), scope),
                _ => Value::unknown(),
            },
            _ => Value::unknown(),
        }
    }

    /// What a variable is declared to be that is written to.
    fn declared_place(&self, at: At<ExprId>, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        match facts[at.id].kind {
            ExprKind::Member { object, property, .. } => {
                self.member(&self.expr(at.with(object), scope), &facts[property])
            }
            _ => Value::unknown(),
        }
    }

    /// What a function is expected to return.
    fn expected_return(&self, at: At<FunctionId>, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let function = &facts[at.id];
        let returns = match function.return_type {
            Some(ty) => self.ty(at.with(ty), scope),
            None => {
                let Node::Expr(expr) = function.parent() else { return Value::unknown() };
                let expected = self.expected(at.with(expr), scope).without_nullish();
                let Shape::Function(expected) = expected.shape else { return Value::unknown() };
                if matches!(*expected, Function::Opaque) {
                    return Value::unknown();
                }
                self.returned_by_type(&expected)
            }
        };
        if function.is_async { self.awaited(&returns) } else { returns }
    }

    /// What is expected of something that is given to an element: the member of the props of what it renders.
    fn expected_prop(&self, at: At<ExprId>, jsx: JsxId, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let jsx = &facts[jsx];
        let JsxTag::Component(tag) = jsx.tag else { return Value::unknown() };
        let name = facts[jsx.attributes].iter().find_map(|attribute| match *attribute {
            JsxAttribute::Named { name, value: Some(value), .. } if value == at.id => Some(&facts[name]),
            _ => None,
        });
        let is_child = facts[jsx.children].contains(&at.id);
        let Some(name) = name.or(is_child.then_some("children")) else { return Value::unknown() };
        let Shape::Function(component) = self.expr(at.with(tag), scope).shape else {
            return Value::unknown();
        };
        self.member(&self.parameter_of(&component, 0), name)
    }
}
