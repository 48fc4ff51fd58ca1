//! Which names of a file lead to a macro of Rutter.
//!
//! A file is looked at alone, so what comes from another module is not known, and is then none of ours.

use std::cell::Cell;

use ra_ap_syntax::ast::{self, HasName as _};
use ra_ap_syntax::{AstNode as _, SyntaxNode};
use rutter_expand::Macro;

/// The crate, as its macros name it themselves.
const CRATE: &str = "rutter";
/// How many names are looked up to know what one leads to: imports can lead in circles.
const MOST_STEPS: u32 = 256;

/// A macro of Rutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ours {
    /// `#[derive(Form)]` and the like.
    Derive(Macro),
    /// `#[rutter::contract]`
    Contract,
    /// `#[rutter::form]`
    Form,
    /// `#[rutter::endpoint(..)]`
    Endpoint,
    /// `rutter::axum::router![..]`
    Router,
}

/// A path of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    /// Whether it starts with `::`.
    pub(super) is_global: bool,
    pub(super) segments: Vec<String>,
}

/// A module or block of the file, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ScopeId(usize);

/// The modules and blocks of a file.
#[derive(Debug, Default)]
pub(super) struct Scopes(Vec<Scope>);

#[derive(Debug)]
struct Scope {
    parent: Option<ScopeId>,
    /// A block also sees the names around it.
    is_block: bool,
    imports: Vec<(String, Path)>,
    globs: Vec<Path>,
    /// The modules that are declared here, with their bodies if these stand in the file.
    modules: Vec<(String, Option<ScopeId>)>,
}

/// Where a path leads.
enum Place {
    /// Into Rutter: the names below the crate.
    Rutter(Vec<String>),
    /// A module of the file.
    Module(ScopeId),
    /// Somewhere that is not known, or not Rutter.
    Elsewhere,
}

impl Ours {
    /// The macro of a path below the crate.
    fn at(path: &[String]) -> Option<Self> {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        Some(match path.as_slice() {
            ["RouteParams"] => Self::Derive(Macro::RouteParams),
            ["SearchParams"] => Self::Derive(Macro::SearchParams),
            ["TextValue"] => Self::Derive(Macro::TextValue),
            ["Contract"] => Self::Derive(Macro::Contract),
            ["Form"] => Self::Derive(Macro::Form),
            ["ApiError"] => Self::Derive(Macro::ApiError),
            ["contract"] => Self::Contract,
            ["form"] => Self::Form,
            ["endpoint"] => Self::Endpoint,
            ["axum", "router"] => Self::Router,
            _ => return None,
        })
    }

    /// Whether something of Rutter's has this name: what a glob import brings.
    fn is_exported(name: &str) -> bool {
        name == "axum" || Self::at(&[name.to_owned()]).is_some()
    }
}

impl Path {
    /// A path of the tree; none if it is more than names.
    pub(super) fn read(path: &ast::Path) -> Option<Self> {
        let names = path.segments().map(|segment| Some(segment.name_ref()?.text().to_owned()));
        let segments: Vec<String> = names.collect::<Option<_>>()?;
        let is_global = path.first_segment()?.coloncolon_token().is_some();
        (!segments.is_empty()).then_some(Self { is_global, segments })
    }

    /// A path as a macro is given it.
    pub(super) fn of(path: &syn::Path) -> Self {
        Self {
            is_global: path.leading_colon.is_some(),
            segments: path.segments.iter().map(|segment| segment.ident.to_string()).collect(),
        }
    }

    /// A path below this one.
    fn join(&self, below: &Self) -> Self {
        let segments = self.segments.iter().chain(&below.segments).cloned().collect();
        Self { is_global: self.is_global || (self.segments.is_empty() && below.is_global), segments }
    }
}

impl Scopes {
    /// Adds a module or block; the first is the file.
    pub(super) fn add(&mut self, parent: Option<ScopeId>, is_block: bool) -> ScopeId {
        let (imports, globs, modules) = Default::default();
        self.0.push(Scope { parent, is_block, imports, globs, modules });
        ScopeId(self.0.len() - 1)
    }

    /// Notes a module that is declared in a scope.
    pub(super) fn declare(&mut self, scope: ScopeId, module: &ast::Module, body: Option<ScopeId>) {
        if let Some(name) = module.name() {
            self.0[scope.0].modules.push((name.text().to_owned(), body));
        }
    }

    /// Notes what an item imports into a scope.
    pub(super) fn import(&mut self, scope: ScopeId, item: &SyntaxNode) {
        if let Some(item) = ast::Use::cast(item.clone()) {
            let here = Path { is_global: false, segments: Vec::new() };
            if let Some(tree) = item.use_tree() {
                self.import_tree(scope, &here, &tree);
            }
        } else if let Some(item) = ast::ExternCrate::cast(item.clone())
            && let (Some(name), Some(rename)) = (item.name_ref(), item.rename().and_then(|it| it.name()))
        {
            let path = Path { is_global: true, segments: vec![name.text().to_owned()] };
            self.0[scope.0].imports.push((rename.text().to_owned(), path));
        }
    }

    fn import_tree(&mut self, scope: ScopeId, around: &Path, tree: &ast::UseTree) {
        let path = match tree.path() {
            Some(path) => match Path::read(&path) {
                Some(path) => around.join(&path),
                None => return,
            },
            None => around.clone(),
        };
        if let Some(list) = tree.use_tree_list() {
            list.use_trees().for_each(|tree| self.import_tree(scope, &path, &tree));
            return;
        }
        if tree.star_token().is_some() {
            self.0[scope.0].globs.push(path);
            return;
        }
        // `use rutter::{self}` imports `rutter`.
        let mut path = path;
        if path.segments.len() > 1 && path.segments.last().is_some_and(|last| last == "self") {
            path.segments.pop();
        }
        let name = match tree.rename() {
            Some(rename) => rename.name().map(|name| name.text().to_owned()),
            None => path.segments.last().cloned(),
        };
        if let Some(name) = name {
            self.0[scope.0].imports.push((name, path));
        }
    }

    /// The macro of Rutter that a path leads to.
    pub(super) fn ours(&self, scope: ScopeId, path: &Path) -> Option<Ours> {
        self.places(scope, path, &Cell::new(MOST_STEPS)).into_iter().find_map(|place| match place {
            Place::Rutter(path) => Ours::at(&path),
            Place::Module(_) | Place::Elsewhere => None,
        })
    }

    /// Whether a name was imported, so that as an attribute it may be a macro.
    pub(super) fn is_imported(&self, scope: ScopeId, name: &str) -> bool {
        self.around(scope).any(|scope| scope.imports.iter().any(|(known, _)| known == name))
    }

    /// A scope and those whose names it sees.
    fn around(&self, scope: ScopeId) -> impl Iterator<Item = &Scope> {
        std::iter::successors(self.0.get(scope.0), |scope| {
            scope.parent.filter(|_| scope.is_block).and_then(|parent| self.0.get(parent.0))
        })
    }

    /// The module that a scope is in.
    fn module(&self, mut scope: ScopeId) -> ScopeId {
        while let Some(parent) = self.0[scope.0].parent.filter(|_| self.0[scope.0].is_block) {
            scope = parent;
        }
        scope
    }

    /// Where a path may lead: types and macros of one name may come from two places. What hides the others is last.
    fn places(&self, scope: ScopeId, path: &Path, steps: &Cell<u32>) -> Vec<Place> {
        let Some((first, rest)) = path.segments.split_first() else { return Vec::new() };
        let Some(left) = steps.get().checked_sub(1) else { return Vec::new() };
        steps.set(left);
        if path.is_global {
            return vec![of_crate(first, rest)];
        }
        match first.as_str() {
            "self" => self.below(self.module(scope), rest, steps),
            "super" => match self.0[self.module(scope).0].parent {
                Some(parent) => self.below(self.module(parent), rest, steps),
                None => vec![Place::Elsewhere],
            },
            "crate" => vec![Place::Elsewhere],
            _ => {
                let found =
                    self.around(scope).find_map(|around| self.named(around, first, rest, scope, steps));
                found.unwrap_or_else(|| vec![of_crate(first, rest)])
            }
        }
    }

    /// Where names lead that are looked up in a module alone.
    fn below(&self, module: ScopeId, path: &[String], steps: &Cell<u32>) -> Vec<Place> {
        let Some((first, rest)) = path.split_first() else { return vec![Place::Module(module)] };
        if first == "super" {
            let path = Path { is_global: false, segments: path.to_vec() };
            return self.places(module, &path, steps);
        }
        self.named(&self.0[module.0], first, rest, module, steps).unwrap_or_else(|| vec![Place::Elsewhere])
    }

    /// Where a name leads that one scope has; none if it has no such name.
    fn named(
        &self,
        around: &Scope,
        first: &str,
        rest: &[String],
        scope: ScopeId,
        steps: &Cell<u32>,
    ) -> Option<Vec<Place>> {
        let rest = Path { is_global: false, segments: rest.to_vec() };
        if let Some((_, body)) = around.modules.iter().find(|(name, _)| name == first) {
            return Some(match body {
                Some(body) => self.below(*body, &rest.segments, steps),
                None => vec![Place::Elsewhere],
            });
        }
        let imported = around.imports.iter().filter(|(name, _)| name == first);
        let mut places: Vec<Place> = Vec::new();
        for (_, path) in imported {
            // `use rutter;` is no other `rutter` than the crate.
            let is_itself = path.segments == [first];
            let path = Path { is_global: path.is_global || is_itself, ..path.join(&rest) };
            places.extend(self.places(scope, &path, steps));
        }
        // What is imported by its name hides what a glob brings, unless it is known to be no macro.
        if places.iter().any(|place| !matches!(place, Place::Rutter(path) if Ours::at(path).is_none())) {
            return Some(places);
        }
        for glob in &around.globs {
            for place in self.places(scope, glob, steps) {
                match place {
                    Place::Rutter(path) if path.is_empty() && Ours::is_exported(first) => {
                        places.push(of_crate(CRATE, &[&[first.to_owned()], &*rest.segments].concat()));
                    }
                    Place::Rutter(path) if path == ["axum"] && first == "router" => {
                        places.push(Place::Rutter(vec!["axum".to_owned(), first.to_owned()]));
                    }
                    Place::Module(module) if !std::ptr::eq(&self.0[module.0], around) => {
                        let path = [&[first.to_owned()], &*rest.segments].concat();
                        places.extend(self.named_in(module, &path, steps));
                    }
                    _ => {}
                }
            }
        }
        (!places.is_empty()).then_some(places)
    }

    fn named_in(&self, module: ScopeId, path: &[String], steps: &Cell<u32>) -> Vec<Place> {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        let Some(left) = steps.get().checked_sub(1) else { return Vec::new() };
        steps.set(left);
        self.named(&self.0[module.0], first, rest, module, steps).unwrap_or_default()
    }
}

fn of_crate(name: &str, path: &[String]) -> Place {
    if name == CRATE { Place::Rutter(path.to_vec()) } else { Place::Elsewhere }
}
