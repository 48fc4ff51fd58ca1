//! The types that are written for params, in whatever file of the project.

use rutter_syntax::facts::{
    BindingId, BindingKind, Declaration, Imported, PropertyKey, TypeDeclarationKind, TypeId, TypeKind,
    TypeMember, TypeMemberKind,
};
use rutter_syntax::graph::{ModuleId, ModuleOrigin, TypeOrigin};

use super::Refusal;
use super::shared::{Shared, type_behind};
use super::trace::{DEEPEST, Holds, Tracer};
use crate::ide::site::Site;

impl Tracer<'_, '_, '_> {
    /// The type that is written for a value. One that names its route says nothing of its own.
    pub(super) fn ty(&mut self, holds: Holds, ty: TypeId, depth: u32) -> Result<(), Refusal> {
        let facts = self.facts;
        let span = facts[ty].span;
        if depth > DEEPEST {
            return self.unknown(ty);
        }
        match facts[ty].kind {
            TypeKind::Object(members) => self.members(holds, &facts[members], depth),
            TypeKind::Readonly(inner) => self.ty(holds, inner, depth + 1),
            TypeKind::Keyword(_) => Ok(()),
            TypeKind::Intersection(parts) | TypeKind::Union(parts) => {
                facts[parts].iter().try_for_each(|part| self.ty(holds, *part, depth + 1))
            }
            TypeKind::Reference { path, binding, arguments } => {
                let ([name], arguments) = (&facts[path], &facts[arguments]) else { return self.unknown(ty) };
                match (&facts[*name], binding, arguments) {
                    ("Promise" | "Readonly" | "Awaited" | "Partial" | "Required", None, [inner]) => {
                        self.ty(holds, *inner, depth + 1)
                    }
                    ("Pick" | "Omit", None, [inner, _]) if holds == Holds::Props => {
                        self.ty(holds, *inner, depth + 1)
                    }
                    ("PageProps" | "LayoutProps" | "RouteContext" | "ParamsOf", _, [route])
                        if matches!(facts[*route].kind, TypeKind::String(_)) =>
                    {
                        let start = facts[*route].span.start as usize + 1;
                        self.trace.routes.insert((self.site.module, start), self.owner);
                        Ok(())
                    }
                    (_, Some(binding), []) => {
                        let Some((module, declared)) = self.declared(binding) else {
                            return self.unknown(ty);
                        };
                        let shared = Shared::Type(module, declared);
                        self.uses(shared, span.start as usize);
                        self.declaration(holds, shared, ty, depth)
                    }
                    _ => self.unknown(ty),
                }
            }
            _ => self.unknown(ty),
        }
    }

    fn unknown<T>(&self, ty: TypeId) -> Result<T, Refusal> {
        self.refuse(
            self.facts[ty].span,
            "what this type says of the params is not followed; write the params in it, or the generated type that names the route",
        )
    }

    /// Where a type is declared.
    fn declared(&self, binding: BindingId) -> Option<(ModuleId, BindingId)> {
        let (facts, graph) = (self.facts, &self.site.analysis.graph);
        let BindingKind::Import(import) = facts[binding].kind else {
            return Some((self.site.module, binding));
        };
        let Imported::Name(name) = facts[import].imported else { return None };
        let target = graph.type_target(self.site.module, facts[import].request)?;
        let TypeOrigin::Declared { module, export } = graph.follow_type(target, &facts[name]) else {
            return None;
        };
        let is_own = graph[module].origin != ModuleOrigin::Package && graph[module].is_whole();
        type_behind(&export.kind).filter(|_| is_own).map(|binding| (module, binding))
    }

    /// What a declaration says, in its own file.
    fn declaration(&mut self, holds: Holds, shared: Shared, ty: TypeId, depth: u32) -> Result<(), Refusal> {
        let Shared::Type(module, binding) = shared else { return self.unknown(ty) };
        if !self.trace.is_new(shared, 0, holds) {
            return Ok(());
        }
        let site = Site::of_module(self.site.analysis, module);
        let facts = site.facts;
        let mut declared = facts.declarations(binding);
        let (Some(Declaration::Type(declared)), None) = (declared.next(), declared.next()) else {
            return self.unknown(ty);
        };
        if !facts[facts[declared].type_parameters].is_empty() {
            return self.unknown(ty);
        }
        let mut there = self.trace.tracer(&site, Some(shared));
        match facts[declared].kind {
            TypeDeclarationKind::Alias(ty) => there.ty(holds, ty, depth + 1),
            TypeDeclarationKind::Interface { extends, members } if facts[extends].is_empty() => {
                there.members(holds, &facts[members], depth)
            }
            TypeDeclarationKind::Interface { .. } => self.unknown(ty),
        }
    }

    fn members(&mut self, holds: Holds, members: &[TypeMember], depth: u32) -> Result<(), Refusal> {
        let facts = self.facts;
        for member in members {
            let PropertyKey::Name(name) = member.key else { continue };
            match (holds, &facts[name]) {
                (Holds::Props, "params") => {
                    if let TypeMemberKind::Property(Some(ty)) = member.kind {
                        self.ty(Holds::Params, ty, depth + 1)?;
                    }
                }
                (Holds::Params, name) => {
                    let start = member.span.start as usize;
                    self.read(name, start..start + name.len(), false)?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}
