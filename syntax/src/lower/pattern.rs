//! Patterns: what declarations, parameters and assignments bind.

use oxc_ast::ast::{self, AssignmentTarget, AssignmentTargetMaybeDefault, BindingPattern};
use oxc_span::GetSpan;

use super::{Lower, Short, span};
use crate::facts::{
    BindingKind, ExprKind, List, Node, Pattern, PatternId, PatternKind, PatternProperty, PropertyKey, Span,
};

impl Lower<'_> {
    /// A pattern that declares names; `kind` says what each is bound to, given the part that binds it.
    pub(super) fn binding_pattern(
        &mut self,
        pattern: &BindingPattern<'_>,
        parent: Node,
        kind: &dyn Fn(PatternId) -> BindingKind,
    ) -> PatternId {
        let id = self.open_pattern(span(pattern.span()), parent);
        let lowered = self.deeper(|lower| lower.binding_pattern_kind(pattern, id, kind));
        self.facts.patterns[id].kind = lowered.unwrap_or(PatternKind::Other);
        id
    }

    fn open_pattern(&mut self, span: Span, parent: Node) -> PatternId {
        self.facts.patterns.push(Pattern { kind: PatternKind::Other, span, parent: parent.into() })
    }

    fn binding_pattern_kind(
        &mut self,
        pattern: &BindingPattern<'_>,
        id: PatternId,
        kind: &dyn Fn(PatternId) -> BindingKind,
    ) -> PatternKind {
        let node = Node::Pattern(id);
        match pattern {
            BindingPattern::BindingIdentifier(identifier) => {
                PatternKind::Binding(self.bind(identifier, kind(id)))
            }
            BindingPattern::ObjectPattern(object) => {
                let properties: Short<_> = object
                    .properties
                    .iter()
                    .map(|property| PatternProperty {
                        key: self.property_key(&property.key, property.computed, node),
                        key_span: span(property.key.span()),
                        value: self.binding_pattern(&property.value, node, kind),
                    })
                    .collect();
                let rest = object.rest.as_ref().map(|rest| self.binding_pattern(&rest.argument, node, kind));
                PatternKind::Object { properties: self.pattern_properties(properties), rest }
            }
            BindingPattern::ArrayPattern(array) => {
                let elements = array.elements.iter().zip(0..);
                let elements: Short<_> = elements
                    .filter_map(|(element, at)| {
                        Some((at, self.binding_pattern(element.as_ref()?, node, kind)))
                    })
                    .collect();
                let rest = array.rest.as_ref().map(|rest| self.binding_pattern(&rest.argument, node, kind));
                let elements = List::of_pool(&mut self.facts.pools.pattern_elements, elements);
                PatternKind::Array { elements, rest }
            }
            BindingPattern::AssignmentPattern(default) => PatternKind::Default {
                pattern: self.binding_pattern(&default.left, node, kind),
                value: self.expr(&default.right, node),
            },
        }
    }

    /// A parameter `pattern = value`.
    pub(super) fn default_pattern(
        &mut self,
        pattern: &BindingPattern<'_>,
        value: &ast::Expression<'_>,
        parent: Node,
        kind: &dyn Fn(PatternId) -> BindingKind,
    ) -> PatternId {
        let whole = Span { start: pattern.span().start, end: value.span().end };
        let id = self.open_pattern(whole, parent);
        let node = Node::Pattern(id);
        let pattern = self.binding_pattern(pattern, node, kind);
        let value = self.expr(value, node);
        self.facts.patterns[id].kind = PatternKind::Default { pattern, value };
        id
    }

    fn pattern_properties(&mut self, properties: Short<PatternProperty>) -> List<PatternProperty> {
        List::of_pool(&mut self.facts.pools.pattern_properties, properties)
    }

    pub(super) fn assignment_target(&mut self, target: &AssignmentTarget<'_>, parent: Node) -> PatternId {
        let id = self.open_pattern(span(target.span()), parent);
        let lowered = self.deeper(|lower| lower.assignment_target_kind(target, id));
        self.facts.patterns[id].kind = lowered.unwrap_or(PatternKind::Other);
        id
    }

    fn assignment_target_kind(&mut self, target: &AssignmentTarget<'_>, id: PatternId) -> PatternKind {
        let node = Node::Pattern(id);
        if let Some(place) = target.as_simple_assignment_target() {
            return PatternKind::Place(self.place(place, node));
        }
        match target {
            AssignmentTarget::ObjectAssignmentTarget(object) => {
                let properties: Short<_> =
                    object.properties.iter().map(|property| self.target_property(property, node)).collect();
                let rest = object.rest.as_ref().map(|rest| self.assignment_target(&rest.target, node));
                PatternKind::Object { properties: self.pattern_properties(properties), rest }
            }
            AssignmentTarget::ArrayAssignmentTarget(array) => {
                let elements = array.elements.iter().zip(0..);
                let elements: Short<_> = elements
                    .filter_map(|(element, at)| Some((at, self.target_or_default(element.as_ref()?, node))))
                    .collect();
                let rest = array.rest.as_ref().map(|rest| self.assignment_target(&rest.target, node));
                let elements = List::of_pool(&mut self.facts.pools.pattern_elements, elements);
                PatternKind::Array { elements, rest }
            }
            _ => PatternKind::Other,
        }
    }

    fn target_property(
        &mut self,
        property: &ast::AssignmentTargetProperty<'_>,
        node: Node,
    ) -> PatternProperty {
        match property {
            ast::AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(it) => {
                let key = PropertyKey::Name(self.name(it.binding.name.as_str()));
                let key_span = span(it.binding.span);
                let value = self.open_pattern(span(it.span), node);
                let place = match &it.init {
                    None => self.named_place(&it.binding, Node::Pattern(value)),
                    Some(init) => {
                        let inner = self.open_pattern(key_span, Node::Pattern(value));
                        self.facts.patterns[inner].kind = self.named_place(&it.binding, Node::Pattern(inner));
                        PatternKind::Default { pattern: inner, value: self.expr(init, Node::Pattern(value)) }
                    }
                };
                self.facts.patterns[value].kind = place;
                PatternProperty { key, key_span, value }
            }
            ast::AssignmentTargetProperty::AssignmentTargetPropertyProperty(it) => PatternProperty {
                key: self.property_key(&it.name, it.computed, node),
                key_span: span(it.name.span()),
                value: self.target_or_default(&it.binding, node),
            },
        }
    }

    fn named_place(&mut self, identifier: &ast::IdentifierReference<'_>, node: Node) -> PatternKind {
        let expr = self.open_expr(span(identifier.span), node);
        let kind: ExprKind = self.written(identifier, expr);
        self.facts.exprs[expr].kind = kind;
        PatternKind::Place(expr)
    }

    fn target_or_default(&mut self, target: &AssignmentTargetMaybeDefault<'_>, parent: Node) -> PatternId {
        match target {
            AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(it) => {
                let id = self.open_pattern(span(it.span), parent);
                let node = Node::Pattern(id);
                let pattern = self.assignment_target(&it.binding, node);
                let value = self.expr(&it.init, node);
                self.facts.patterns[id].kind = PatternKind::Default { pattern, value };
                id
            }
            target => match target.as_assignment_target() {
                Some(target) => self.assignment_target(target, parent),
                None => self.open_pattern(span(target.span()), parent),
            },
        }
    }
}
