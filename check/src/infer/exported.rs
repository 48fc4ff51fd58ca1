//! The functions behind exports, and the props that they take.

use rutter_syntax::facts::{
    BindingId, BindingKind, Export, ExportKind, ExprId, ExprKind, Facts, FunctionBody, FunctionId, Keyword,
    PatternId, PatternKind, PropertyKey, Span, TypeId, TypeKind,
};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, Target};

use crate::context::Project;
use crate::infer::declared::{Declared, Object, TypeAt, declared};

/// The methods that a route handler answers (Next 16.4), each by an export of its name.
pub const HANDLER_METHODS: [&str; 7] = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"];

/// A function that an export certainly stands for, in the file that exports it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exported {
    pub(crate) function: FunctionId,
    /// The type of its first parameter, where the variable that holds it says so: `const Page: FC<Props> = ..`.
    contextual: Option<TypeId>,
}

/// One parameter of a function that takes an object: what it takes out of it, and what it says is in it.
#[derive(Debug)]
pub(crate) struct Taken<'a> {
    /// The properties that are taken out where the parameter is written.
    pub(crate) properties: Vec<TakenProperty<'a>>,
    /// The name that the whole object is bound to.
    pub(crate) whole: Option<BindingId>,
    /// Whether nothing of the object but these properties can be used.
    pub(crate) is_all: bool,
    /// The type that is written.
    pub(crate) ty: Option<TypeAt>,
    /// What that type is.
    pub(crate) declared: Declared<'a>,
    /// The module of the function.
    pub(crate) module: ModuleId,
    /// The bytes of the parameter.
    pub(crate) span: Span,
}

/// One property that a parameter's pattern takes out of its object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TakenProperty<'a> {
    pub(crate) name: &'a str,
    pub(crate) span: Span,
    /// What it is bound to, without its default.
    pub(crate) pattern: PatternId,
    pub(crate) has_default: bool,
}

/// A property that has to be there for a function to work.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Required<'a> {
    pub(crate) name: &'a str,
    /// The bytes that say so, or those of the parameter where the type is written in another file.
    pub(crate) span: Span,
}

/// The function behind an export, if the file itself holds it: a declaration, an arrow, a variable that is never
/// written to again. A function that is wrapped, such as in `memo()`, is none.
pub(crate) fn exported_function(facts: &Facts, export: &Export) -> Option<Exported> {
    if export.type_only {
        return None;
    }
    match export.kind {
        ExportKind::Function(function) => implementation(facts, function).map(Exported::plain),
        ExportKind::Variable { binding, .. } | ExportKind::Local { binding: Some(binding), .. } => {
            of_binding(facts, binding)
        }
        ExportKind::Expression(expr) => of_expr(facts, expr),
        _ => None,
    }
}

/// The function that an export certainly stands for, if its own file holds it.
#[must_use]
pub fn function_behind(facts: &Facts, export: &Export) -> Option<FunctionId> {
    exported_function(facts, export).map(|exported| exported.function)
}

/// The function behind a value.
pub(crate) fn of_expr(facts: &Facts, expr: ExprId) -> Option<Exported> {
    match facts[facts.without_types(expr)].kind {
        ExprKind::Function(function) => Some(Exported::plain(function)),
        ExprKind::Name { binding: Some(binding), .. } => of_binding(facts, binding),
        _ => None,
    }
}

/// The function that a name stands for, if it is never written to again.
pub(crate) fn of_binding(facts: &Facts, binding: BindingId) -> Option<Exported> {
    if facts[binding].reassigned {
        return None;
    }
    match facts[binding].kind {
        BindingKind::Function(function) => implementation(facts, function).map(Exported::plain),
        BindingKind::Variable { declarator, pattern } => {
            let declarator = facts[declarator];
            let value = facts.without_types(declarator.value?);
            let ExprKind::Function(function) = facts[value].kind else { return None };
            let contextual = declarator.ty.and_then(|ty| props_of_component_type(facts, ty));
            (declarator.pattern == pattern).then_some(Exported { function, contextual })
        }
        _ => None,
    }
}

/// The value of a `const` that a name stands for.
pub(crate) fn const_value(facts: &Facts, name: ExprId) -> Option<ExprId> {
    let ExprKind::Name { binding: Some(binding), .. } = facts[facts.without_types(name)].kind else {
        return None;
    };
    let BindingKind::Variable { declarator, pattern } = facts[binding].kind else { return None };
    let declarator = facts[declarator];
    let is_whole = declarator.pattern == pattern && matches!(facts[pattern].kind, PatternKind::Binding(_));
    declarator.value.filter(|_| is_whole && declarator.keyword == Keyword::Const)
}

/// The function that an expression stands for, in its module or in one that it is imported from. None where a boundary
/// of the environment lies between.
pub(crate) fn called_function(
    project: &Project<'_>,
    module: ModuleId,
    callee: ExprId,
    environment: Environment,
) -> Option<(ModuleId, FunctionId)> {
    let facts = project.graph[module].facts();
    if let Some(own) = of_expr(facts, callee) {
        return Some((module, own.function));
    }
    let origin = facts.origin(callee)?;
    let name = origin.member_of_default.is_none().then_some(origin.export?)?;
    let Target::Module(target) = project.graph.target(module, origin.request, environment) else {
        return None;
    };
    let ExportOrigin::Declared { module, export } = project.graph.follow(target, name, environment) else {
        return None;
    };
    let facts = project.graph[module].facts();
    Some((module, exported_function(facts, &facts[export])?.function))
}

impl Exported {
    fn plain(function: FunctionId) -> Self {
        Self { function, contextual: None }
    }

    /// What the function takes out of its `index`-th argument, which is an object.
    pub(crate) fn taken<'a>(
        &self,
        project: &Project<'a>,
        module: ModuleId,
        index: usize,
    ) -> Option<Taken<'a>> {
        let facts = project.graph[module].facts();
        let parameter = facts[facts[self.function].parameters].get(index)?;
        if parameter.rest {
            return None;
        }
        let contextual = self.contextual.filter(|_| index == 0);
        let ty = parameter.ty.or(contextual).map(|ty| TypeAt { module, ty });
        let declared = ty.map_or(Declared::Unknown, |ty| declared(project, ty));
        let pattern = without_default(facts, parameter.pattern).0;
        let (properties, whole) = match facts[pattern].kind {
            PatternKind::Object { .. } => (properties(facts, pattern), None),
            PatternKind::Binding(binding) => (Vec::new(), Some(binding)),
            _ => (Vec::new(), None),
        };
        let is_all = matches!(facts[pattern].kind, PatternKind::Object { properties: all, rest: None } if facts[all].len() == properties.len());
        Some(Taken { properties, whole, is_all, ty, declared, module, span: parameter.span })
    }
}

impl<'a> Taken<'a> {
    /// The members of the type that is written, where they are known.
    pub(crate) fn members(&self) -> Option<&Object<'a>> {
        match &self.declared {
            Declared::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The properties that have to be there: taken out without a default, or declared and not taken out; none of them
    /// declared as optional.
    pub(crate) fn required(&self) -> Vec<Required<'a>> {
        let is_optional =
            |name| self.members().and_then(|all| all.member(name)).is_some_and(|member| member.optional);
        let taken =
            self.properties.iter().filter(|property| !property.has_default && !is_optional(property.name));
        let mut all: Vec<_> =
            taken.map(|property| Required { name: property.name, span: property.span }).collect();
        for member in self.members().map_or(&[][..], |object| &object.members) {
            let is_taken = self.properties.iter().any(|property| property.name == member.name);
            if !member.optional && !is_taken {
                let span = if member.module == self.module { member.span } else { self.span };
                all.push(Required { name: member.name, span });
            }
        }
        all
    }

    /// Whether a property of the object may be used.
    pub(crate) fn may_use(&self, name: &str) -> bool {
        !self.is_all || self.properties.iter().any(|property| property.name == name)
    }

    /// The type that is written for a property.
    pub(crate) fn type_of(&self, name: &str) -> Option<TypeAt> {
        self.members()?.member(name)?.ty
    }
}

/// The properties that an object pattern takes out, as far as their names are written down.
pub(crate) fn properties<'a>(facts: &'a Facts, pattern: PatternId) -> Vec<TakenProperty<'a>> {
    let PatternKind::Object { properties, .. } = facts[pattern].kind else { return Vec::new() };
    let named = facts[properties].iter().filter_map(|property| {
        let PropertyKey::Name(name) = property.key else { return None };
        let (pattern, has_default) = without_default(facts, property.value);
        Some(TakenProperty { name: &facts[name], span: property.key_span, pattern, has_default })
    });
    named.collect()
}

/// A pattern without its default, and whether it has one.
pub(crate) fn without_default(facts: &Facts, pattern: PatternId) -> (PatternId, bool) {
    match facts[pattern].kind {
        PatternKind::Default { pattern, .. } => (pattern, true),
        _ => (pattern, false),
    }
}

/// The function of that name that has a body: an overload has none.
fn implementation(facts: &Facts, function: FunctionId) -> Option<FunctionId> {
    let has_body = |function: FunctionId| !matches!(facts[function].body, FunctionBody::None);
    if has_body(function) {
        return Some(function);
    }
    let binding = facts[function].binding?;
    let mut others = facts.functions.iter_ids();
    others.find(|(other, function)| function.binding == Some(binding) && has_body(*other)).map(|(id, _)| id)
}

/// `Props` of `FC<Props>` and its like.
fn props_of_component_type(facts: &Facts, ty: TypeId) -> Option<TypeId> {
    let TypeKind::Reference { path, arguments, .. } = facts[ty].kind else { return None };
    let name = facts[path].last().map(|name| &facts[*name])?;
    if !matches!(name, "FC" | "FunctionComponent") {
        return None;
    }
    facts[arguments].first().copied()
}
