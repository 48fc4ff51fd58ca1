//! Declared types, looked up: what a type annotation says about a value, as far as that is certain.
//!
//! A type is followed through the aliases and interfaces of its file, through imports, and through the wrappers that
//! change nothing that matters here (`Readonly`, `PropsWithChildren`). Everything that would need a type checker, such
//! as generics, conditional types and types of packages, is [`Declared::Unknown`].

use rutter_syntax::facts::{
    BindingId, BindingKind, ExportKind, Facts, Name, PropertyKey, Span, Type, TypeDeclaration,
    TypeDeclarationKind, TypeId, TypeKeyword, TypeKind, TypeMember, TypeMemberKind,
};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, Target};

use crate::context::Project;

/// How many names are followed to find what a type is. More are a circle.
const LONGEST_WAY: u32 = 24;

/// How many types are looked at to find what one is. Circular aliases would otherwise grow without end.
const MOST_TYPES: u32 = 2000;

/// A type and the module in which it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TypeAt {
    pub(crate) module: ModuleId,
    pub(crate) ty: TypeId,
}

/// What a type is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Declared<'a> {
    /// A keyword, or a literal of that sort.
    Keyword(TypeKeyword),
    /// An object type: an interface, or an intersection of some.
    Object(Object<'a>),
    /// `Promise<T>`.
    Promise(TypeAt),
    /// `T[]`, or a tuple, whose elements have no type in common.
    Array(Option<TypeAt>),
    /// A function.
    Function,
    /// One of several, nested unions unfolded.
    Union(Vec<TypeAt>),
    /// One of the helpers that Next declares for each route: `PageProps<'/blog/[slug]'>`.
    RouteHelper {
        /// `PageProps`, `LayoutProps` or `RouteContext`.
        helper: &'a str,
        /// The route that is named.
        route: &'a str,
    },
    /// It cannot be told.
    Unknown,
}

/// The members of an object type.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Object<'a> {
    /// Those that are known, in the order of the text.
    pub(crate) members: Vec<Member<'a>>,
    /// Whether there may be others: an index signature, or a part that is unknown.
    pub(crate) open: bool,
}

/// A member of an object type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member<'a> {
    pub(crate) name: &'a str,
    pub(crate) optional: bool,
    /// None where no type is written, and for a method.
    pub(crate) ty: Option<TypeAt>,
    /// The module in which it is written.
    pub(crate) module: ModuleId,
    pub(crate) span: Span,
}

/// What a type is.
pub(crate) fn declared<'a>(project: &Project<'a>, at: TypeAt) -> Declared<'a> {
    Lookup { project, left: LONGEST_WAY, budget: MOST_TYPES }.declared(at)
}

impl<'a> Object<'a> {
    /// The member of a name.
    pub(crate) fn member(&self, name: &str) -> Option<&Member<'a>> {
        self.members.iter().find(|member| member.name == name)
    }
}

/// One chase after a type.
struct Lookup<'p, 'a> {
    project: &'p Project<'a>,
    left: u32,
    budget: u32,
}

impl<'a> Lookup<'_, 'a> {
    fn declared(&mut self, at: TypeAt) -> Declared<'a> {
        if self.left == 0 || self.budget == 0 {
            return Declared::Unknown;
        }
        self.budget -= 1;
        self.left -= 1;
        let declared = self.step(at);
        self.left += 1;
        declared
    }

    fn step(&mut self, at: TypeAt) -> Declared<'a> {
        let facts = self.facts(at.module);
        let in_place = |ty| TypeAt { ty, ..at };
        match facts[at.ty].kind {
            TypeKind::Keyword(keyword) => Declared::Keyword(keyword),
            TypeKind::String(_) | TypeKind::Template(_) => Declared::Keyword(TypeKeyword::String),
            TypeKind::Number(_) => Declared::Keyword(TypeKeyword::Number),
            TypeKind::Boolean(_) => Declared::Keyword(TypeKeyword::Boolean),
            TypeKind::BigInt => Declared::Keyword(TypeKeyword::BigInt),
            TypeKind::Object(members) => Declared::Object(object(at.module, facts, &facts[members])),
            TypeKind::Function(_) => Declared::Function,
            TypeKind::Array(element) => Declared::Array(Some(in_place(element))),
            TypeKind::Tuple(_) => Declared::Array(None),
            TypeKind::Readonly(inner) => self.declared(in_place(inner)),
            TypeKind::Union(parts) => self.union(at.module, &facts[parts]),
            TypeKind::Intersection(parts) => {
                let parts: Vec<TypeAt> = facts[parts].iter().map(|part| in_place(*part)).collect();
                self.intersection(&parts)
            }
            TypeKind::Reference { path, binding, arguments } => {
                let path = texts(facts, &facts[path]);
                self.reference(at.module, facts, &path, binding, &facts[arguments])
            }
            _ => Declared::Unknown,
        }
    }

    fn facts(&self, module: ModuleId) -> &'a Facts {
        self.project.graph[module].facts()
    }

    fn union(&mut self, module: ModuleId, parts: &[TypeId]) -> Declared<'a> {
        let mut all = Vec::new();
        for part in parts {
            let part = TypeAt { module, ty: *part };
            match self.declared(part) {
                Declared::Union(inner) => all.extend(inner),
                _ => all.push(part),
            }
        }
        Declared::Union(all)
    }

    /// All members of all parts. A name that two parts have is of a type that is not worked out.
    fn intersection(&mut self, parts: &[TypeAt]) -> Declared<'a> {
        let mut all = Object::default();
        for part in parts {
            match self.declared(*part) {
                Declared::Object(object) => all.add(object),
                _ => all.open = true,
            }
        }
        Declared::Object(all)
    }

    fn reference(
        &mut self,
        module: ModuleId,
        facts: &'a Facts,
        path: &[&'a str],
        binding: Option<BindingId>,
        arguments: &'a [TypeId],
    ) -> Declared<'a> {
        let argument = arguments.first().map(|ty| TypeAt { module, ty: *ty });
        let Some(binding) = binding else { return self.global(facts, path, argument) };
        match (facts[binding].kind, path) {
            (BindingKind::Type(_), [_]) if arguments.is_empty() => self.declaration(module, facts, binding),
            (BindingKind::Import(import), _) => {
                let request = facts[import].request;
                let name = match (facts[import].imported, path) {
                    (rutter_syntax::facts::Imported::Name(name), [_]) => &facts[name],
                    (_, [_, name]) if facts.specifier(request) == "react" => name,
                    (rutter_syntax::facts::Imported::Namespace, [_, name]) => name,
                    _ => return Declared::Unknown,
                };
                if facts.specifier(request) == "react" {
                    return self.of_react(name, argument);
                }
                if !arguments.is_empty() {
                    return Declared::Unknown;
                }
                let graph = self.project.graph;
                // Types know no boundaries, and neither does the Pages Router.
                let Target::Module(target) = graph.target(module, request, Environment::Pages) else {
                    return Declared::Unknown;
                };
                self.exported(target, name)
            }
            _ => Declared::Unknown,
        }
    }

    /// A type that another module exports.
    fn exported(&mut self, module: ModuleId, name: &str) -> Declared<'a> {
        let origin = self.project.graph.follow(module, name, Environment::Pages);
        let ExportOrigin::Declared { module, export } = origin else { return Declared::Unknown };
        let facts = self.facts(module);
        match facts[export].kind {
            ExportKind::Type(Some(binding)) | ExportKind::Local { binding: Some(binding), .. } => {
                self.declaration(module, facts, binding)
            }
            _ => Declared::Unknown,
        }
    }

    fn declaration(&mut self, module: ModuleId, facts: &'a Facts, binding: BindingId) -> Declared<'a> {
        let of_name = |declaration: &&TypeDeclaration| declaration.binding == Some(binding);
        let mut declarations = facts.type_declarations.iter().filter(of_name);
        let (Some(declaration), None) = (declarations.next(), declarations.next()) else {
            return Declared::Unknown;
        };
        if declaration.ambient_module.is_some() || !declaration.type_parameters.is_empty() {
            return Declared::Unknown;
        }
        match declaration.kind {
            TypeDeclarationKind::Alias(ty) => self.declared(TypeAt { module, ty }),
            TypeDeclarationKind::Interface { extends, members } => {
                let mut all = object(module, facts, &facts[members]);
                for base in &facts[extends] {
                    match self.declared(TypeAt { module, ty: *base }) {
                        Declared::Object(base) => all.inherit(base),
                        _ => all.open = true,
                    }
                }
                Declared::Object(all)
            }
        }
    }

    /// A type that is declared in no file of the app: one of the language's, or one that Next generates.
    fn global(&mut self, facts: &'a Facts, path: &[&'a str], argument: Option<TypeAt>) -> Declared<'a> {
        match (path, argument) {
            (["Promise" | "PromiseLike"], Some(value)) => Declared::Promise(value),
            (["Array" | "ReadonlyArray"], Some(element)) => Declared::Array(Some(element)),
            (["Readonly"], Some(inner)) => self.declared(inner),
            (["Partial"], Some(inner)) => match self.declared(inner) {
                Declared::Object(mut object) => {
                    object.members.iter_mut().for_each(|member| member.optional = true);
                    Declared::Object(object)
                }
                _ => Declared::Unknown,
            },
            (["Record"], Some(_)) => Declared::Object(Object { members: Vec::new(), open: true }),
            (["Function"], None) => Declared::Function,
            ([helper @ ("PageProps" | "LayoutProps" | "RouteContext")], Some(route)) => {
                match facts[route.ty].kind {
                    TypeKind::String(route) => Declared::RouteHelper { helper, route: &facts[route] },
                    _ => Declared::Unknown,
                }
            }
            (["React", name], argument) => self.of_react(name, argument),
            _ => Declared::Unknown,
        }
    }

    fn of_react(&mut self, name: &str, argument: Option<TypeAt>) -> Declared<'a> {
        match (name, argument) {
            ("PropsWithChildren", Some(props)) => self.intersection(&[props]),
            _ => Declared::Unknown,
        }
    }
}

impl<'a> Object<'a> {
    /// Adds the members of another part of an intersection.
    fn add(&mut self, other: Object<'a>) {
        self.open |= other.open;
        for member in other.members {
            match self.members.iter_mut().find(|own| own.name == member.name) {
                Some(own) => {
                    own.optional &= member.optional;
                    own.ty = None;
                }
                None => self.members.push(member),
            }
        }
    }

    /// Adds the members of an interface that is extended; one's own come first.
    fn inherit(&mut self, base: Object<'a>) {
        self.open |= base.open;
        for member in base.members {
            if self.member(member.name).is_none() {
                self.members.push(member);
            }
        }
    }
}

fn object<'a>(module: ModuleId, facts: &'a Facts, members: &[TypeMember]) -> Object<'a> {
    let mut object = Object::default();
    for member in members {
        let PropertyKey::Name(name) = member.key else {
            object.open = true;
            continue;
        };
        let ty = match member.kind {
            TypeMemberKind::Property(ty) => ty.map(|ty| TypeAt { module, ty }),
            _ => None,
        };
        object.members.push(Member {
            name: &facts[name],
            optional: member.optional,
            ty,
            module,
            span: member.span,
        });
    }
    object
}

fn texts<'a>(facts: &'a Facts, names: &[Name]) -> Vec<&'a str> {
    names.iter().map(|name| &facts[*name]).collect()
}

/// The bytes of a type.
pub(crate) fn span_of(facts: &Facts, ty: TypeId) -> Span {
    let Type { span, .. } = facts[ty];
    span
}
