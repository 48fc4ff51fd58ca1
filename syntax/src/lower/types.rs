//! Declared types.

use oxc_ast::ast::{
    self, TSLiteral, TSMappedTypeModifierOperator, TSModuleReference, TSTupleElement, TSType, TSTypeName,
    TSTypeOperatorOperator, TSTypeQueryExprName,
};
use oxc_span::GetSpan;

use super::scope::{Meaning, ScopeKind, Use};
use super::{Lower, Short, span};
use crate::facts::{
    BindingKind, Conditional, Declaration, List, Mapped, Modifier, Name, Number, Request, RequestKind, Span,
    TupleElement, Type, TypeId, TypeKeyword, TypeKind, TypeParameter,
};

impl Lower<'_> {
    pub(super) fn ty(&mut self, ty: &TSType<'_>) -> TypeId {
        let id = self.facts.types.push(Type { kind: TypeKind::Other, span: span(ty.span()) });
        let kind = self.deeper(|lower| lower.type_kind(ty, id));
        self.facts.types[id].kind = kind.unwrap_or(TypeKind::Other);
        id
    }

    fn type_list<'t, 'a: 't>(&mut self, types: impl IntoIterator<Item = &'t TSType<'a>>) -> List<TypeId> {
        let ids: Short<_> = types.into_iter().map(|ty| self.ty(ty)).collect();
        List::of_pool(&mut self.facts.pools.types, ids)
    }

    pub(super) fn type_arguments(
        &mut self,
        arguments: Option<&ast::TSTypeParameterInstantiation<'_>>,
    ) -> List<TypeId> {
        match arguments {
            Some(arguments) => self.type_list(&arguments.params),
            None => List::default(),
        }
    }

    pub(super) fn type_parameters(
        &mut self,
        parameters: Option<&ast::TSTypeParameterDeclaration<'_>>,
    ) -> List<TypeParameter> {
        let Some(parameters) = parameters else { return List::default() };
        let lowered: Short<_> = parameters
            .params
            .iter()
            .map(|it| {
                let parameter = TypeParameter {
                    name: self.facts.names.add(it.name.name.as_str()),
                    binding: Some(self.bind(&it.name, BindingKind::TypeParameter)),
                    constraint: it.constraint.as_ref().map(|ty| self.ty(ty)),
                    default: it.default.as_ref().map(|ty| self.ty(ty)),
                };
                self.declare_type_parameter(parameter);
                parameter
            })
            .collect();
        List::of_pool(&mut self.facts.rare.type_parameters, lowered)
    }

    fn declare_type_parameter(&mut self, parameter: TypeParameter) {
        if let Some(binding) = parameter.binding {
            self.declare(binding, Declaration::TypeParameter(parameter));
        }
    }

    fn type_kind(&mut self, ty: &TSType<'_>, id: TypeId) -> TypeKind {
        match ty {
            TSType::TSAnyKeyword(_) => TypeKind::Keyword(TypeKeyword::Any),
            TSType::TSUnknownKeyword(_) => TypeKind::Keyword(TypeKeyword::Unknown),
            TSType::TSNeverKeyword(_) => TypeKind::Keyword(TypeKeyword::Never),
            TSType::TSVoidKeyword(_) => TypeKind::Keyword(TypeKeyword::Void),
            TSType::TSNullKeyword(_) => TypeKind::Keyword(TypeKeyword::Null),
            TSType::TSUndefinedKeyword(_) => TypeKind::Keyword(TypeKeyword::Undefined),
            TSType::TSStringKeyword(_) => TypeKind::Keyword(TypeKeyword::String),
            TSType::TSNumberKeyword(_) => TypeKind::Keyword(TypeKeyword::Number),
            TSType::TSBooleanKeyword(_) => TypeKind::Keyword(TypeKeyword::Boolean),
            TSType::TSBigIntKeyword(_) => TypeKind::Keyword(TypeKeyword::BigInt),
            TSType::TSSymbolKeyword(_) => TypeKind::Keyword(TypeKeyword::Symbol),
            TSType::TSObjectKeyword(_) => TypeKind::Keyword(TypeKeyword::Object),
            TSType::TSThisType(_) => TypeKind::This,
            TSType::TSIntrinsicKeyword(_) => TypeKind::Intrinsic,
            TSType::TSLiteralType(it) => self.literal_type(&it.literal),
            TSType::TSTemplateLiteralType(it) => TypeKind::Template(self.type_list(&it.types)),
            TSType::TSTypeReference(it) => {
                self.reference_kind(&it.type_name, it.type_arguments.as_deref(), id)
            }
            TSType::TSImportType(it) => self.import_type(it, false),
            TSType::TSTypeQuery(it) => self.type_query(it, id),
            TSType::TSTypeLiteral(it) => TypeKind::Object(self.type_members(&it.members)),
            TSType::TSFunctionType(it) => TypeKind::Function(self.signature(
                it.type_parameters.as_deref(),
                &it.params,
                Some(&it.return_type),
                false,
            )),
            TSType::TSConstructorType(it) => TypeKind::Function(self.signature(
                it.type_parameters.as_deref(),
                &it.params,
                Some(&it.return_type),
                true,
            )),
            TSType::TSArrayType(it) => TypeKind::Array(self.ty(&it.element_type)),
            TSType::TSTupleType(it) => {
                let elements: Short<_> = it.element_types.iter().map(|it| self.tuple_element(it)).collect();
                TypeKind::Tuple(List::of_pool(&mut self.facts.rare.tuple_elements, elements))
            }
            TSType::TSUnionType(it) => TypeKind::Union(self.type_list(&it.types)),
            TSType::TSIntersectionType(it) => TypeKind::Intersection(self.type_list(&it.types)),
            TSType::TSParenthesizedType(it) => self.type_kind(&it.type_annotation, id),
            TSType::TSTypeOperatorType(it) => match it.operator {
                TSTypeOperatorOperator::Keyof => TypeKind::Keyof(self.ty(&it.type_annotation)),
                TSTypeOperatorOperator::Readonly => TypeKind::Readonly(self.ty(&it.type_annotation)),
                TSTypeOperatorOperator::Unique => TypeKind::Unique,
            },
            TSType::TSIndexedAccessType(it) => {
                TypeKind::Indexed { object: self.ty(&it.object_type), index: self.ty(&it.index_type) }
            }
            TSType::TSMappedType(it) => self.in_scope(ScopeKind::Block, |lower| lower.mapped_type(it)),
            TSType::TSConditionalType(it) => {
                let check = self.ty(&it.check_type);
                let (extends, then) = self.in_scope(ScopeKind::Conditional, |lower| {
                    (lower.ty(&it.extends_type), lower.ty(&it.true_type))
                });
                let conditional = Conditional { check, extends, then, otherwise: self.ty(&it.false_type) };
                TypeKind::Conditional(self.facts.rare.conditionals.push(conditional))
            }
            TSType::TSInferType(it) => {
                let name = self.name(it.type_parameter.name.name.as_str());
                let binding = Some(self.bind_inferred(&it.type_parameter.name));
                let constraint = it.type_parameter.constraint.as_ref().map(|ty| self.ty(ty));
                self.declare_type_parameter(TypeParameter { name, binding, constraint, default: None });
                TypeKind::Infer { binding, constraint }
            }
            TSType::TSTypePredicate(it) => {
                if let Some(ty) = &it.type_annotation {
                    self.ty(&ty.type_annotation);
                }
                TypeKind::Predicate
            }
            TSType::TSNamedTupleMember(_)
            | TSType::JSDocNullableType(_)
            | TSType::JSDocNonNullableType(_)
            | TSType::JSDocUnknownType(_) => TypeKind::Other,
        }
    }

    fn literal_type(&mut self, literal: &TSLiteral<'_>) -> TypeKind {
        match literal {
            TSLiteral::BooleanLiteral(it) => TypeKind::Boolean(it.value),
            TSLiteral::NumericLiteral(it) => TypeKind::Number(Number::new(it.value)),
            TSLiteral::BigIntLiteral(_) => TypeKind::BigInt,
            TSLiteral::StringLiteral(it) => TypeKind::String(self.name(it.value.as_str())),
            TSLiteral::TemplateLiteral(it) => match it.single_quasi() {
                Some(text) => TypeKind::String(self.name(text.as_str())),
                None => TypeKind::Template(List::default()),
            },
            TSLiteral::UnaryExpression(it) => match &it.argument {
                ast::Expression::NumericLiteral(number) => TypeKind::Number(Number::new(-number.value)),
                _ => TypeKind::BigInt,
            },
        }
    }

    pub(super) fn type_reference(
        &mut self,
        name: &TSTypeName<'_>,
        arguments: Option<&ast::TSTypeParameterInstantiation<'_>>,
        span: Span,
    ) -> TypeId {
        let id = self.facts.types.push(Type { kind: TypeKind::Other, span });
        self.facts.types[id].kind = self.reference_kind(name, arguments, id);
        id
    }

    fn reference_kind(
        &mut self,
        name: &TSTypeName<'_>,
        arguments: Option<&ast::TSTypeParameterInstantiation<'_>>,
        id: TypeId,
    ) -> TypeKind {
        let path = self.type_path(name, Meaning::TYPE, id);
        TypeKind::Reference { path, binding: None, arguments: self.type_arguments(arguments) }
    }

    /// The names of a path. What the first stands for is found out for the type.
    fn type_path(&mut self, name: &TSTypeName<'_>, wanted: Meaning, id: TypeId) -> List<Name> {
        let start = self.lists.names.len();
        self.type_path_names(name, wanted, id);
        List::of_open(&mut self.facts.pools.names, &mut self.lists.names, start)
    }

    fn type_path_names(&mut self, name: &TSTypeName<'_>, wanted: Meaning, id: TypeId) {
        match name {
            TSTypeName::IdentifierReference(it) => {
                let name = self.name(it.name.as_str());
                self.scopes.wait(name, wanted, Use::Type(id));
                self.lists.names.push(name);
            }
            TSTypeName::QualifiedName(it) => {
                self.deeper(|lower| lower.type_path_names(&it.left, wanted | Meaning::NAMESPACE, id));
                let name = self.name(it.right.name.as_str());
                self.lists.names.push(name);
            }
            TSTypeName::ThisExpression(_) => {}
        }
    }

    /// The type that `import a = B.C` means.
    pub(super) fn module_reference(&mut self, reference: &TSModuleReference<'_>) -> TypeId {
        let at = span(reference.span());
        let id = self.facts.types.push(Type { kind: TypeKind::Other, span: at });
        let wanted = Meaning::VALUE | Meaning::TYPE | Meaning::NAMESPACE;
        let start = self.lists.names.len();
        match reference {
            TSModuleReference::IdentifierReference(it) => {
                let name = self.name(it.name.as_str());
                self.scopes.wait(name, wanted, Use::Type(id));
                self.lists.names.push(name);
            }
            TSModuleReference::QualifiedName(it) => {
                self.type_path_names(&it.left, wanted, id);
                let name = self.name(it.right.name.as_str());
                self.lists.names.push(name);
            }
            TSModuleReference::ExternalModuleReference(_) => {}
        }
        let path = List::of_open(&mut self.facts.pools.names, &mut self.lists.names, start);
        self.facts.types[id].kind = TypeKind::Reference { path, binding: None, arguments: List::default() };
        id
    }

    fn type_query(&mut self, it: &ast::TSTypeQuery<'_>, id: TypeId) -> TypeKind {
        match &it.expr_name {
            TSTypeQueryExprName::TSImportType(it) => self.import_type(it, true),
            name => match name.as_ts_type_name() {
                Some(name) => {
                    TypeKind::Typeof { path: self.type_path(name, Meaning::QUERIED, id), binding: None }
                }
                None => TypeKind::Other,
            },
        }
    }

    fn import_type(&mut self, it: &ast::TSImportType<'_>, is_typeof: bool) -> TypeKind {
        let specifier = self.name(it.source.value.as_str());
        let request = self.facts.requests.push(Request {
            specifier,
            kind: RequestKind::Type,
            type_only: true,
            is_type_syntax: true,
            span: span(it.span),
            specifier_span: span(it.source.span),
        });
        let mut path = Vec::new();
        let mut qualifier = it.qualifier.as_ref();
        while let Some(part) = qualifier {
            qualifier = match part {
                ast::TSImportTypeQualifier::Identifier(name) => {
                    path.push(self.name(name.name.as_str()));
                    None
                }
                ast::TSImportTypeQualifier::QualifiedName(name) => {
                    path.push(self.name(name.right.name.as_str()));
                    Some(&name.left)
                }
            };
        }
        path.reverse();
        let path = List::of_pool(&mut self.facts.pools.names, path);
        let arguments = self.type_arguments(it.type_arguments.as_deref());
        TypeKind::Import { request, is_typeof, path, arguments }
    }

    fn tuple_element(&mut self, element: &TSTupleElement<'_>) -> TupleElement {
        match element {
            TSTupleElement::TSOptionalType(it) => {
                TupleElement { ty: self.ty(&it.type_annotation), optional: true, rest: false }
            }
            TSTupleElement::TSRestType(it) => {
                TupleElement { ty: self.ty(&it.type_annotation), optional: false, rest: true }
            }
            TSTupleElement::TSNamedTupleMember(it) => {
                let inner = self.tuple_element(&it.element_type);
                TupleElement { optional: inner.optional || it.optional, ..inner }
            }
            element => match element.as_ts_type() {
                Some(ty) => TupleElement { ty: self.ty(ty), optional: false, rest: false },
                None => {
                    let ty =
                        self.facts.types.push(Type { kind: TypeKind::Other, span: span(element.span()) });
                    TupleElement { ty, optional: false, rest: false }
                }
            },
        }
    }

    fn mapped_type(&mut self, it: &ast::TSMappedType<'_>) -> TypeKind {
        let parameter = self.name(it.key.name.as_str());
        let binding = Some(self.bind(&it.key, BindingKind::TypeParameter));
        let constraint = Some(self.ty(&it.constraint));
        let key = TypeParameter { name: parameter, binding, constraint, default: None };
        self.declare_type_parameter(key);
        let mapped = Mapped {
            parameter,
            binding,
            constraint,
            rename: it.name_type.as_ref().map(|ty| self.ty(ty)),
            value: it.type_annotation.as_ref().map(|ty| self.ty(ty)),
            optional: match it.optional {
                None => Modifier::Keep,
                Some(TSMappedTypeModifierOperator::Minus) => Modifier::Remove,
                Some(_) => Modifier::Add,
            },
        };
        TypeKind::Mapped(self.facts.rare.mapped.push(mapped))
    }
}
