//! Values that are only declared: what packages export, by their declarations.

use std::sync::Arc;

use rutter_syntax::facts::{
    BindingId, BindingKind, Declaration, DeclaratorId, ExportKind, PatternKind, RequestId,
};
use rutter_syntax::graph::ModuleId;

use super::super::evaluator::Evaluator;
use super::super::shape::{ClassValue, Function, Member, Object, Shape, Value};
use super::super::source::{At, Source};
use super::super::thunk::{Scope, Thunk};
use super::entity::Entity;

impl<'a> Evaluator<'_, 'a> {
    /// What a package exports under a name, as its declarations have it: `default` for the default export, none for
    /// all exports as one object. The request is one of the module's.
    pub(crate) fn package_export(
        &self,
        module: ModuleId,
        request: RequestId,
        name: Option<&str>,
    ) -> Value<'a> {
        let whole = self.requested(At::new(Source::Module(module), request));
        self.value_of(match name {
            Some(name) => self.member_entity(whole, name),
            None => whole,
        })
    }

    /// What a file of declarations exports under a name.
    pub(crate) fn declared_value(&self, module: ModuleId, name: &str) -> Value<'a> {
        self.value_of(self.exported_entity(module, name))
    }

    /// The value that an entity is.
    pub(in super::super) fn value_of(&self, entity: Entity) -> Value<'a> {
        self.bounded(|| match entity {
            Entity::Binding(at) => self.value_of_binding(at),
            Entity::Export(source, export) => self.value_of_export(source, export),
            Entity::EnumMember(at, index) => self.enum_member_at(at, index),
            Entity::Module(module) => Shape::Module(module).into(),
            Entity::Prelude(file) => Shape::Package(file).into(),
            Entity::Ambient(_) | Entity::Unknown => Value::unknown(),
        })
        .unwrap_or_else(Value::unknown)
    }

    fn value_of_binding(&self, at: At<BindingId>) -> Value<'a> {
        match self.facts(at.source)[at.id].kind {
            BindingKind::Enum => self.enum_object(at),
            BindingKind::Namespace => self.namespace_object(at),
            _ => self.binding(at, &Scope::default()),
        }
    }

    fn value_of_export(&self, source: Source, export: ExportKind) -> Value<'a> {
        let scope = Scope::default();
        match export {
            ExportKind::Function(function) => {
                let function = Function::Written { at: At::new(source, function), scope };
                Shape::Function(Arc::new(function)).into()
            }
            ExportKind::Class(class) => {
                Shape::Class(Arc::new(ClassValue { at: At::new(source, class), scope })).into()
            }
            ExportKind::Expression(expr) => self.expr(At::new(source, expr), &scope),
            _ => Value::unknown(),
        }
    }

    /// Whether something of a function type is constructed: `new (a: A) => B`.
    pub(crate) fn is_constructor(&self, function: &Function<'a>) -> bool {
        match function {
            Function::Declared { at, .. } => self.facts(at.source)[at.id].construct,
            Function::Written { .. } | Function::Opaque => false,
        }
    }

    /// A namespace as an object: what of it is a value.
    pub(crate) fn namespace_object(&self, at: At<BindingId>) -> Value<'a> {
        let facts = self.facts(at.source);
        let mut object = Object::default();
        for declaration in facts.declarations(at.id) {
            let Declaration::Namespace(block) = declaration else { continue };
            let exports = &facts[facts[block].exports];
            self.spend(exports.len());
            for export in exports.iter().take(super::MOST_PARTS) {
                let Some(name) = export.name else { continue };
                let value = match export.kind {
                    ExportKind::Function(function) => {
                        let at = at.with(function);
                        let function = Function::Written { at, scope: Scope::default() };
                        Shape::Function(Arc::new(function)).into()
                    }
                    ExportKind::Class(class) => {
                        let class = ClassValue { at: at.with(class), scope: Scope::default() };
                        Shape::Class(Arc::new(class)).into()
                    }
                    ExportKind::Variable { binding, .. } => self.declared_variable(at.with(binding)),
                    ExportKind::Namespace(binding) => self.value_of(Entity::Binding(at.with(binding))).into(),
                    ExportKind::Type(_) => continue,
                    _ => Thunk::unknown(),
                };
                let place = at.with(export.span);
                object.set(Member { name: &facts[name], value, optional: false, place });
            }
        }
        Shape::Object(Arc::new(object)).into()
    }

    /// A variable of a declared type.
    fn declared_variable(&self, at: At<BindingId>) -> Thunk<'a> {
        let facts = self.facts(at.source);
        let declarator = |id: DeclaratorId| &facts[id];
        match facts[at.id].kind {
            BindingKind::Variable { declarator: id, .. }
                if matches!(facts[declarator(id).pattern].kind, PatternKind::Binding(_)) =>
            {
                declarator(id).ty.map_or_else(Thunk::unknown, |ty| Thunk::Type(at.with(ty), Scope::default()))
            }
            _ => Thunk::unknown(),
        }
    }
}
