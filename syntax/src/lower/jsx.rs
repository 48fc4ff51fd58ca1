//! JSX.

use oxc_ast::ast::{
    self, JSXAttributeItem, JSXAttributeName, JSXAttributeValue, JSXChild, JSXElementName, JSXExpression,
    JSXMemberExpressionObject,
};
use oxc_span::GetSpan;

use super::{Lower, span};
use crate::facts::{ExprId, ExprKind, Jsx, JsxAttribute, JsxId, JsxTag, List, Name, Node, Span};

impl Lower<'_> {
    pub(super) fn jsx_element(&mut self, it: &ast::JSXElement<'_>, expr: ExprId) -> ExprKind {
        let opening = &it.opening_element;
        let jsx = self.open_jsx(expr, span(opening.name.span()));
        let node = Node::Jsx(jsx);
        let tag = self.tag(&opening.name, node);
        self.type_arguments(opening.type_arguments.as_deref());
        let start = self.lists.attributes.len();
        for it in &opening.attributes {
            let attribute = self.attribute(it, node);
            self.lists.attributes.push(attribute);
        }
        let attributes = List::of_open(&mut self.facts.pools.attributes, &mut self.lists.attributes, start);
        let children = self.children(&it.children, node);
        let entry = &mut self.facts.jsx[jsx];
        (entry.tag, entry.attributes, entry.children) = (tag, attributes, children);
        ExprKind::Jsx(jsx)
    }

    pub(super) fn jsx_fragment(&mut self, it: &ast::JSXFragment<'_>, expr: ExprId) -> ExprKind {
        let jsx = self.open_jsx(expr, span(it.opening_fragment.span));
        let children = self.children(&it.children, Node::Jsx(jsx));
        self.facts.jsx[jsx].children = children;
        ExprKind::Jsx(jsx)
    }

    fn open_jsx(&mut self, expr: ExprId, tag_span: Span) -> JsxId {
        self.facts.jsx.push(Jsx {
            tag: JsxTag::Fragment,
            tag_span,
            attributes: List::default(),
            children: List::default(),
            expr,
        })
    }

    fn tag(&mut self, name: &JSXElementName<'_>, node: Node) -> JsxTag {
        match name {
            JSXElementName::Identifier(it) => JsxTag::Host(self.name(it.name.as_str())),
            JSXElementName::NamespacedName(it) => JsxTag::Host(self.namespaced(it)),
            JSXElementName::IdentifierReference(it) => {
                let expr = self.open_expr(span(it.span), node);
                let kind = self.reference(it, expr);
                self.facts.exprs[expr].kind = kind;
                JsxTag::Component(expr)
            }
            JSXElementName::MemberExpression(it) => JsxTag::Component(self.tag_member(it, node)),
            JSXElementName::ThisExpression(it) => {
                let expr = self.open_expr(span(it.span), node);
                self.facts.exprs[expr].kind = ExprKind::This;
                JsxTag::Component(expr)
            }
        }
    }

    fn tag_member(&mut self, it: &ast::JSXMemberExpression<'_>, parent: Node) -> ExprId {
        let id = self.open_expr(span(it.span), parent);
        let node = Node::Expr(id);
        let object = match &it.object {
            JSXMemberExpressionObject::IdentifierReference(it) => {
                let expr = self.open_expr(span(it.span), node);
                let kind = self.reference(it, expr);
                self.facts.exprs[expr].kind = kind;
                Some(expr)
            }
            JSXMemberExpressionObject::MemberExpression(it) => {
                self.deeper(|lower| lower.tag_member(it, node))
            }
            JSXMemberExpressionObject::ThisExpression(it) => {
                let expr = self.open_expr(span(it.span), node);
                self.facts.exprs[expr].kind = ExprKind::This;
                Some(expr)
            }
        };
        let property = self.name(it.property.name.as_str());
        self.facts.exprs[id].kind = match object {
            Some(object) => ExprKind::Member { object, property, optional: false },
            None => ExprKind::Other,
        };
        id
    }

    fn namespaced(&mut self, it: &ast::JSXNamespacedName<'_>) -> Name {
        self.name(&format!("{}:{}", it.namespace.name, it.name.name))
    }

    fn attribute(&mut self, attribute: &JSXAttributeItem<'_>, node: Node) -> JsxAttribute {
        let it = match attribute {
            JSXAttributeItem::Attribute(it) => it,
            JSXAttributeItem::SpreadAttribute(it) => {
                return JsxAttribute::Spread { value: self.expr(&it.argument, node), span: span(it.span) };
            }
        };
        let name = match &it.name {
            JSXAttributeName::Identifier(it) => self.name(it.name.as_str()),
            JSXAttributeName::NamespacedName(it) => self.namespaced(it),
        };
        let value = it.value.as_ref().and_then(|value| match value {
            JSXAttributeValue::StringLiteral(it) => {
                let id = self.open_expr(span(it.span), node);
                let text = self.name(it.value.as_str());
                self.facts.exprs[id].kind = ExprKind::String(text);
                Some(id)
            }
            JSXAttributeValue::ExpressionContainer(it) => self.container(&it.expression, node),
            JSXAttributeValue::Element(it) => self.nested_element(it, node),
            JSXAttributeValue::Fragment(it) => self.nested_fragment(it, node),
        });
        JsxAttribute::Named { name, value, span: span(it.span) }
    }

    fn container(&mut self, expression: &JSXExpression<'_>, node: Node) -> Option<ExprId> {
        expression.as_expression().map(|expression| self.expr(expression, node))
    }

    fn nested_element(&mut self, it: &ast::JSXElement<'_>, node: Node) -> Option<ExprId> {
        let id = self.open_expr(span(it.span), node);
        let kind = self.deeper(|lower| lower.jsx_element(it, id));
        self.facts.exprs[id].kind = kind.unwrap_or(ExprKind::Other);
        Some(id)
    }

    fn nested_fragment(&mut self, it: &ast::JSXFragment<'_>, node: Node) -> Option<ExprId> {
        let id = self.open_expr(span(it.span), node);
        let kind = self.deeper(|lower| lower.jsx_fragment(it, id));
        self.facts.exprs[id].kind = kind.unwrap_or(ExprKind::Other);
        Some(id)
    }

    fn children(&mut self, children: &[JSXChild<'_>], node: Node) -> List<ExprId> {
        let start = self.lists.exprs.len();
        for child in children {
            if let Some(id) = self.child(child, node) {
                self.lists.exprs.push(id);
            }
        }
        List::of_open(&mut self.facts.pools.exprs, &mut self.lists.exprs, start)
    }

    fn child(&mut self, child: &JSXChild<'_>, node: Node) -> Option<ExprId> {
        match child {
            JSXChild::Text(it) => {
                let text = it.value.as_str();
                // White space that holds a line break is not part of the element.
                if text.trim_ascii().trim().is_empty() && text.contains('\n') {
                    return None;
                }
                let id = self.open_expr(span(it.span), node);
                let text = self.name(text);
                self.facts.exprs[id].kind = ExprKind::String(text);
                Some(id)
            }
            JSXChild::Element(it) => self.nested_element(it, node),
            JSXChild::Fragment(it) => self.nested_fragment(it, node),
            JSXChild::ExpressionContainer(it) => self.container(&it.expression, node),
            JSXChild::Spread(it) => {
                let id = self.open_expr(span(it.span), node);
                let value = self.expr(&it.expression, Node::Expr(id));
                self.facts.exprs[id].kind = ExprKind::Spread(value);
                Some(id)
            }
        }
    }
}
