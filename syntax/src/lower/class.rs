//! Classes.

use oxc_ast::ast::{self, ClassElement, MethodDefinitionKind, TSAccessibility};
use oxc_span::GetSpan;

use super::scope::ScopeKind;
use super::{Lower, Short, span};
use crate::facts::{
    BindingId, BindingKind, Class, ClassId, ClassMember, ClassMemberKind, Declaration, FunctionKind, List,
    Node, PropertyKey, Span,
};

impl Lower<'_> {
    pub(super) fn class(&mut self, it: &ast::Class<'_>, parent: Node) -> ClassId {
        let name = it.id.as_ref().map(|id| self.facts.names.add(id.name.as_str()));
        let head = it
            .id
            .as_ref()
            .map_or(Span { start: it.span.start, end: it.body.span.start.max(it.span.start) }, |id| {
                span(id.span)
            });
        let id = self.facts.rare.classes.push(Class {
            name,
            binding: None,
            extends: None,
            extends_arguments: List::default(),
            implements: List::default(),
            type_parameters: List::default(),
            members: List::default(),
            span: span(it.span),
            head,
            parent: parent.into(),
        });
        let node = Node::Class(id);
        let binding = match &it.id {
            Some(name) if it.is_declaration() => Some(self.bind_class(name, id)),
            _ => None,
        };
        self.decorators(&it.decorators, node);
        self.scopes.open(ScopeKind::Block);
        let binding = match &it.id {
            Some(name) if binding.is_none() => Some(self.bind_class(name, id)),
            _ => binding,
        };
        let type_parameters = self.type_parameters(it.type_parameters.as_deref());
        let extends = it.heritage.as_ref().map(|heritage| self.expr(&heritage.expression, node));
        let extends_arguments =
            self.type_arguments(it.heritage.as_ref().and_then(|heritage| heritage.type_arguments.as_deref()));
        let implements: Short<_> = it
            .implements
            .iter()
            .map(|it| self.type_reference(&it.expression, it.type_arguments.as_deref(), span(it.span)))
            .collect();
        let implements = List::of_pool(&mut self.facts.pools.types, implements);
        let mut members = Vec::with_capacity(it.body.body.len());
        for element in &it.body.body {
            self.class_element(element, node, &mut members);
        }
        let members = List::of_pool(&mut self.facts.rare.class_members, members);
        self.scopes.close(&mut self.facts);
        let class = &mut self.facts.rare.classes[id];
        (class.binding, class.type_parameters, class.extends) = (binding, type_parameters, extends);
        (class.extends_arguments, class.implements, class.members) = (extends_arguments, implements, members);
        id
    }

    fn bind_class(&mut self, name: &ast::BindingIdentifier<'_>, id: ClassId) -> BindingId {
        let binding = self.bind(name, BindingKind::Class(id));
        self.declare(binding, Declaration::Class(id));
        binding
    }

    fn class_element(&mut self, element: &ClassElement<'_>, node: Node, members: &mut Vec<ClassMember>) {
        match element {
            ClassElement::MethodDefinition(it) => self.method(it, node, members),
            ClassElement::PropertyDefinition(it) => {
                self.decorators(&it.decorators, node);
                let key = self.property_key(&it.key, it.computed, node);
                let kind = self.field(it.type_annotation.as_deref(), it.value.as_ref(), node);
                members.push(ClassMember {
                    key,
                    is_static: it.r#static,
                    is_private: is_private(it.accessibility, key),
                    optional: it.optional,
                    kind,
                    span: span(it.span),
                });
            }
            // `accessor a = 1` is a field behind a getter and a setter.
            ClassElement::AccessorProperty(it) => {
                self.decorators(&it.decorators, node);
                let key = self.property_key(&it.key, it.computed, node);
                let (is_static, is_private) = (it.r#static, is_private(it.accessibility, key));
                let kind = self.field(it.type_annotation.as_deref(), it.value.as_ref(), node);
                members.push(ClassMember {
                    key,
                    is_static,
                    is_private,
                    optional: false,
                    kind,
                    span: span(it.span),
                });
            }
            ClassElement::StaticBlock(it) => {
                self.in_scope(ScopeKind::Function, |lower| lower.statements(&it.body, node));
            }
            ClassElement::TSIndexSignature(_) => {}
        }
    }

    fn field(
        &mut self,
        ty: Option<&ast::TSTypeAnnotation<'_>>,
        value: Option<&ast::Expression<'_>>,
        node: Node,
    ) -> ClassMemberKind {
        let ty = ty.map(|ty| self.ty(&ty.type_annotation));
        ClassMemberKind::Field { ty, value: value.map(|value| self.expr(value, node)) }
    }

    fn method(&mut self, it: &ast::MethodDefinition<'_>, node: Node, members: &mut Vec<ClassMember>) {
        self.decorators(&it.decorators, node);
        let key = self.property_key(&it.key, it.computed, node);
        let named = match key {
            PropertyKey::Name(name) | PropertyKey::Private(name) => Some((name, span(it.key.span()))),
            _ => None,
        };
        let kind = FunctionKind::ClassMethod { is_static: it.r#static };
        let function = self.function(&it.value, kind, named, node);
        let kind = match it.kind {
            MethodDefinitionKind::Constructor => ClassMemberKind::Constructor(function),
            MethodDefinitionKind::Method => ClassMemberKind::Method(function),
            MethodDefinitionKind::Get => ClassMemberKind::Getter(function),
            MethodDefinitionKind::Set => ClassMemberKind::Setter(function),
        };
        members.push(ClassMember {
            key,
            is_static: it.r#static,
            is_private: is_private(it.accessibility, key),
            optional: it.optional,
            kind,
            span: span(it.span),
        });
        if matches!(kind, ClassMemberKind::Constructor(_)) {
            self.parameter_properties(&it.value, function, members);
        }
    }

    /// The parameters of a constructor that are fields too: `constructor(private db: Db)`.
    fn parameter_properties(
        &mut self,
        constructor: &ast::Function<'_>,
        function: crate::facts::FunctionId,
        members: &mut Vec<ClassMember>,
    ) {
        let lowered = self.facts[self.facts[function].parameters].to_vec();
        for (it, parameter) in constructor.params.items.iter().zip(lowered) {
            if it.accessibility.is_none() && !it.readonly && !it.r#override {
                continue;
            }
            let Some(name) = it.pattern.get_identifier_name() else { continue };
            members.push(ClassMember {
                key: PropertyKey::Name(self.name(name.as_str())),
                is_static: false,
                is_private: is_private(it.accessibility, PropertyKey::None),
                optional: it.optional,
                kind: ClassMemberKind::Field { ty: parameter.ty, value: None },
                span: span(it.span),
            });
        }
    }
}

fn is_private(accessibility: Option<TSAccessibility>, key: PropertyKey) -> bool {
    matches!(accessibility, Some(TSAccessibility::Private | TSAccessibility::Protected))
        || matches!(key, PropertyKey::Private(_))
}
