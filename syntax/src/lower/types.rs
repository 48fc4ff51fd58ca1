//! Declared types.

use oxc_ast::ast::{
    self, TSLiteral, TSMappedTypeModifierOperator, TSModuleReference, TSSignature, TSTupleElement, TSType, TSTypeName,
    TSTypeOperatorOperator, TSTypeQueryExprName,
};
use oxc_span::GetSpan;

use super::{Lower, Short, span};
use crate::facts::{
    BindingKind, Conditional, Declaration, List, Mapped, Modifier, Name, Node, PropertyKey, Request, RequestKind,
    Signature, SignatureId, SignatureParameter, Span, TupleElement, Type, TypeId, TypeKeyword, TypeKind,
    TypeMember, TypeMemberKind, TypeParameter,
};

impl Lower<'_, '_> {
    pub(super) fn ty(&mut self, ty: &TSType<'_>) -> TypeId {
        let id = self.facts.types.push(Type { kind: TypeKind::Other, span: span(ty.span()) });
        let kind = self.deeper(|lower| lower.type_kind(ty));
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
                    binding: self.bind(&it.name, BindingKind::TypeParameter),
                    constraint: it.constraint.as_ref().map(|ty| self.ty(ty)),
                    default: it.default.as_ref().map(|ty| self.ty(ty)),
                };
                self.declare(parameter.binding, Declaration::TypeParameter(parameter));
                parameter
            })
            .collect();
        List::of_pool(&mut self.facts.pools.type_parameters, lowered)
    }

    fn type_kind(&mut self, ty: &TSType<'_>) -> TypeKind {
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
            TSType::TSTypeReference(it) => self.reference_kind(&it.type_name, it.type_arguments.as_deref()),
            TSType::TSImportType(it) => self.import_type(it, false),
            TSType::TSTypeQuery(it) => self.type_query(it),
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
                TypeKind::Tuple(List::of_pool(&mut self.facts.pools.tuple_elements, elements))
            }
            TSType::TSUnionType(it) => TypeKind::Union(self.type_list(&it.types)),
            TSType::TSIntersectionType(it) => TypeKind::Intersection(self.type_list(&it.types)),
            TSType::TSParenthesizedType(it) => self.type_kind(&it.type_annotation),
            TSType::TSTypeOperatorType(it) => match it.operator {
                TSTypeOperatorOperator::Keyof => TypeKind::Keyof(self.ty(&it.type_annotation)),
                TSTypeOperatorOperator::Readonly => TypeKind::Readonly(self.ty(&it.type_annotation)),
                TSTypeOperatorOperator::Unique => TypeKind::Unique,
            },
            TSType::TSIndexedAccessType(it) => {
                TypeKind::Indexed { object: self.ty(&it.object_type), index: self.ty(&it.index_type) }
            }
            TSType::TSMappedType(it) => self.mapped_type(it),
            TSType::TSConditionalType(it) => {
                let conditional = Conditional {
                    check: self.ty(&it.check_type),
                    extends: self.ty(&it.extends_type),
                    then: self.ty(&it.true_type),
                    otherwise: self.ty(&it.false_type),
                };
                TypeKind::Conditional(self.facts.conditionals.push(conditional))
            }
            TSType::TSInferType(it) => {
                let name = self.name(it.type_parameter.name.name.as_str());
                let binding = self.bind(&it.type_parameter.name, BindingKind::TypeParameter);
                let constraint = it.type_parameter.constraint.as_ref().map(|ty| self.ty(ty));
                let parameter = TypeParameter { name, binding, constraint, default: None };
                self.declare(binding, Declaration::TypeParameter(parameter));
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
            TSLiteral::NumericLiteral(it) => TypeKind::Number(it.value),
            TSLiteral::BigIntLiteral(_) => TypeKind::BigInt,
            TSLiteral::StringLiteral(it) => TypeKind::String(self.name(it.value.as_str())),
            TSLiteral::TemplateLiteral(it) => match it.single_quasi() {
                Some(text) => TypeKind::String(self.name(text.as_str())),
                None => TypeKind::Template(List::default()),
            },
            TSLiteral::UnaryExpression(it) => match &it.argument {
                ast::Expression::NumericLiteral(number) => TypeKind::Number(-number.value),
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
        let kind = self.reference_kind(name, arguments);
        self.facts.types.push(Type { kind, span })
    }

    fn reference_kind(
        &mut self,
        name: &TSTypeName<'_>,
        arguments: Option<&ast::TSTypeParameterInstantiation<'_>>,
    ) -> TypeKind {
        let mut path = Vec::new();
        let binding = self.type_path(name, &mut path);
        let path = List::of_pool(&mut self.facts.pools.names, path);
        TypeKind::Reference { path, binding, arguments: self.type_arguments(arguments) }
    }

    fn type_path(&mut self, name: &TSTypeName<'_>, path: &mut Vec<Name>) -> Option<crate::facts::BindingId> {
        match name {
            TSTypeName::IdentifierReference(it) => {
                path.push(self.facts.names.add(it.name.as_str()));
                self.resolve(it.reference_id.get())
            }
            TSTypeName::QualifiedName(it) => {
                let binding = self.deeper(|lower| lower.type_path(&it.left, path)).flatten();
                path.push(self.facts.names.add(it.right.name.as_str()));
                binding
            }
            TSTypeName::ThisExpression(_) => None,
        }
    }

    /// The type that `import a = B.C` means.
    pub(super) fn module_reference(&mut self, reference: &TSModuleReference<'_>) -> TypeId {
        let mut path = Vec::new();
        let binding = match reference {
            TSModuleReference::IdentifierReference(it) => {
                path.push(self.name(it.name.as_str()));
                self.resolve(it.reference_id.get())
            }
            TSModuleReference::QualifiedName(it) => {
                let binding = self.type_path(&it.left, &mut path);
                path.push(self.name(it.right.name.as_str()));
                binding
            }
            TSModuleReference::ExternalModuleReference(_) => None,
        };
        let path = List::of_pool(&mut self.facts.pools.names, path);
        let kind = TypeKind::Reference { path, binding, arguments: List::default() };
        self.facts.types.push(Type { kind, span: span(reference.span()) })
    }

    fn type_query(&mut self, it: &ast::TSTypeQuery<'_>) -> TypeKind {
        match &it.expr_name {
            TSTypeQueryExprName::TSImportType(it) => self.import_type(it, true),
            name => match name.as_ts_type_name() {
                Some(name) => {
                    let mut path = Vec::new();
                    let binding = self.type_path(name, &mut path);
                    TypeKind::Typeof { path: List::of_pool(&mut self.facts.pools.names, path), binding }
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
        let binding = self.bind(&it.key, BindingKind::TypeParameter);
        let constraint = Some(self.ty(&it.constraint));
        let key = TypeParameter { name: parameter, binding, constraint, default: None };
        self.declare(binding, Declaration::TypeParameter(key));
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
        TypeKind::Mapped(self.facts.mapped.push(mapped))
    }

    pub(super) fn type_members(&mut self, members: &[TSSignature<'_>]) -> List<TypeMember> {
        let lowered: Short<_> = members.iter().map(|member| self.type_member(member)).collect();
        List::of_pool(&mut self.facts.pools.type_members, lowered)
    }

    fn type_member(&mut self, member: &TSSignature<'_>) -> TypeMember {
        let at = span(member.span());
        match member {
            TSSignature::TSPropertySignature(it) => {
                let ty = it.type_annotation.as_ref().map(|ty| self.ty(&ty.type_annotation));
                let key = self.member_key(&it.key, it.computed);
                TypeMember { key, optional: it.optional, kind: TypeMemberKind::Property(ty), span: at }
            }
            TSSignature::TSMethodSignature(it) => {
                let signature = self.signature(
                    it.type_parameters.as_deref(),
                    &it.params,
                    it.return_type.as_deref(),
                    false,
                );
                let kind = match it.kind {
                    ast::TSMethodSignatureKind::Method => TypeMemberKind::Method(signature),
                    ast::TSMethodSignatureKind::Get => {
                        TypeMemberKind::Property(self.facts.signatures[signature].returns)
                    }
                    ast::TSMethodSignatureKind::Set => TypeMemberKind::Property(None),
                };
                TypeMember {
                    key: self.member_key(&it.key, it.computed),
                    optional: it.optional,
                    kind,
                    span: at,
                }
            }
            TSSignature::TSIndexSignature(it) => TypeMember {
                key: PropertyKey::None,
                optional: false,
                kind: TypeMemberKind::Index {
                    key: Some(self.ty(&it.parameter.type_annotation.type_annotation)),
                    value: Some(self.ty(&it.type_annotation.type_annotation)),
                },
                span: at,
            },
            TSSignature::TSCallSignatureDeclaration(it) => {
                let signature = self.signature(
                    it.type_parameters.as_deref(),
                    &it.params,
                    it.return_type.as_deref(),
                    false,
                );
                TypeMember {
                    key: PropertyKey::None,
                    optional: false,
                    kind: TypeMemberKind::Call(signature),
                    span: at,
                }
            }
            TSSignature::TSConstructSignatureDeclaration(it) => {
                let signature = self.signature(
                    it.type_parameters.as_deref(),
                    &it.params,
                    it.return_type.as_deref(),
                    true,
                );
                let kind = TypeMemberKind::Construct(signature);
                TypeMember { key: PropertyKey::None, optional: false, kind, span: at }
            }
        }
    }

    /// The key of a type's member. A computed one such as `[Symbol.iterator]` has no name.
    fn member_key(&mut self, key: &ast::PropertyKey<'_>, computed: bool) -> PropertyKey {
        match key.static_name() {
            Some(name) => PropertyKey::Name(self.name(&name)),
            None if computed => self.property_key(key, true, Node::File),
            None => PropertyKey::None,
        }
    }

    fn signature(
        &mut self,
        type_parameters: Option<&ast::TSTypeParameterDeclaration<'_>>,
        parameters: &ast::FormalParameters<'_>,
        returns: Option<&ast::TSTypeAnnotation<'_>>,
        construct: bool,
    ) -> SignatureId {
        let type_parameters = self.type_parameters(type_parameters);
        let mut lowered = Vec::with_capacity(parameters.items.len());
        for it in &parameters.items {
            lowered.push(SignatureParameter {
                name: it.pattern.get_identifier_name().map(|name| self.facts.names.add(name.as_str())),
                ty: it.type_annotation.as_ref().map(|ty| self.ty(&ty.type_annotation)),
                optional: it.optional,
                rest: false,
            });
        }
        if let Some(rest) = &parameters.rest {
            lowered.push(SignatureParameter {
                name: rest
                    .rest
                    .argument
                    .get_identifier_name()
                    .map(|name| self.facts.names.add(name.as_str())),
                ty: rest.type_annotation.as_ref().map(|ty| self.ty(&ty.type_annotation)),
                optional: false,
                rest: true,
            });
        }
        let parameters = List::of_pool(&mut self.facts.pools.signature_parameters, lowered);
        let returns = returns.map(|ty| self.ty(&ty.type_annotation));
        self.facts.signatures.push(Signature { type_parameters, parameters, returns, construct })
    }
}
