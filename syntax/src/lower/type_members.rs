//! The members of object types, and signatures.

use oxc_ast::ast::{self, TSSignature};
use oxc_span::GetSpan;

use super::{Lower, Meaning, ScopeKind, Short, span};
use crate::facts::{
    List, Name, Node, PropertyKey, Signature, SignatureId, SignatureParameter, TypeMember, TypeMemberKind,
};

impl Lower<'_> {
    pub(super) fn type_members(&mut self, members: &[TSSignature<'_>]) -> List<TypeMember> {
        let lowered: Short<_> = members.iter().map(|member| self.type_member(member)).collect();
        self.link_overloads(&lowered);
        List::of_pool(&mut self.facts.pools.type_members, lowered)
    }

    /// Lets each overload know the next one. Overloads stand side by side.
    fn link_overloads(&mut self, members: &[TypeMember]) {
        for (member, next) in members.iter().zip(members.iter().skip(1)) {
            let overloads = match (member.kind, next.kind) {
                (TypeMemberKind::Method(own), TypeMemberKind::Method(next_own)) if member.key == next.key => {
                    Some((own, next_own))
                }
                (TypeMemberKind::Call(own), TypeMemberKind::Call(next))
                | (TypeMemberKind::Construct(own), TypeMemberKind::Construct(next)) => Some((own, next)),
                _ => None,
            };
            if let Some((own, next)) = overloads {
                self.facts.rare.signatures[own].next = Some(next);
            }
        }
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
                        TypeMemberKind::Property(self.facts.rare.signatures[signature].returns)
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
            None if computed => {
                let outer = std::mem::replace(&mut self.value_meaning, Meaning::QUERIED);
                let key = self.property_key(key, true, Node::File);
                self.value_meaning = outer;
                key
            }
            None => PropertyKey::None,
        }
    }

    pub(super) fn signature(
        &mut self,
        type_parameters: Option<&ast::TSTypeParameterDeclaration<'_>>,
        parameters: &ast::FormalParameters<'_>,
        returns: Option<&ast::TSTypeAnnotation<'_>>,
        construct: bool,
    ) -> SignatureId {
        self.scopes.open(ScopeKind::Function);
        let type_parameters = self.type_parameters(type_parameters);
        let mut lowered = Vec::with_capacity(parameters.items.len());
        for it in &parameters.items {
            lowered.push(SignatureParameter {
                name: self.signature_parameter(&it.pattern),
                ty: it.type_annotation.as_ref().map(|ty| self.ty(&ty.type_annotation)),
                optional: it.optional,
                rest: false,
            });
        }
        if let Some(rest) = &parameters.rest {
            lowered.push(SignatureParameter {
                name: self.signature_parameter(&rest.rest.argument),
                ty: rest.type_annotation.as_ref().map(|ty| self.ty(&ty.type_annotation)),
                optional: false,
                rest: true,
            });
        }
        let parameters = List::of_pool(&mut self.facts.rare.signature_parameters, lowered);
        let returns = returns.map(|ty| self.ty(&ty.type_annotation));
        self.scopes.close(&mut self.facts);
        let next = None;
        self.facts.rare.signatures.push(Signature { type_parameters, parameters, returns, construct, next })
    }

    /// The name of a parameter, if it is not destructured. `typeof` sees it.
    fn signature_parameter(&mut self, pattern: &ast::BindingPattern<'_>) -> Option<Name> {
        let name = self.name(pattern.get_identifier_name()?.as_str());
        self.bind_name(name, span(pattern.span()), Meaning::VARIABLE);
        Some(name)
    }
}
