//! Paths with params in braces.

use rutter_routes::{Param, ParamKind, Pattern, Segment, as_sent};

use crate::contract::pascal;

/// A pattern of Next as OpenAPI has it, or one of the two that an optional catch-all is.
pub(super) struct Path {
    parts: Vec<Part>,
    /// The param that is left out here.
    without: Option<String>,
}

#[derive(Clone)]
enum Part {
    Fixed(String),
    Param(PathParam),
}

/// A param in a path.
#[derive(Clone)]
pub(super) struct PathParam {
    /// As the pattern has it.
    pub(super) param: Param,
    /// What it is called in the document.
    pub(super) name: String,
}

impl Path {
    /// `/api/posts/{id}`.
    pub(super) fn template(&self) -> String {
        self.written(|param| format!("/{{{}}}", param.name))
    }

    /// The path without the names of its params, `/api/posts/{}`: two that differ in nothing else are one to OpenAPI.
    pub(super) fn outline(&self) -> String {
        self.written(|_| "/{}".to_owned())
    }

    fn written(&self, param: impl Fn(&PathParam) -> String) -> String {
        let part = |part: &Part| match part {
            Part::Fixed(text) => format!("/{text}"),
            Part::Param(of) => param(of),
        };
        match self.parts.as_slice() {
            [] => "/".to_owned(),
            parts => parts.iter().map(part).collect(),
        }
    }

    /// The params in it.
    pub(super) fn params(&self) -> impl Iterator<Item = &PathParam> {
        self.parts.iter().filter_map(|part| match part {
            Part::Param(param) => Some(param),
            Part::Fixed(_) => None,
        })
    }

    /// What its params are called in the document.
    pub(super) fn names(&self) -> Vec<String> {
        self.params().map(|param| param.name.clone()).collect()
    }

    /// Calls its params otherwise.
    pub(super) fn rename(&mut self, names: &[String]) {
        let params = self.parts.iter_mut().filter_map(|part| match part {
            Part::Param(param) => Some(param),
            Part::Fixed(_) => None,
        });
        for (param, name) in params.zip(names) {
            param.name.clone_from(name);
        }
    }

    /// Whether it says all that the pattern does.
    pub(super) fn is_exact(&self) -> bool {
        self.without.is_none() && !self.params().any(|param| is_long(&param.param))
    }

    /// The id of the operation whose function is called so.
    pub(super) fn operation_id(&self, function: &str) -> String {
        match &self.without {
            None => function.to_owned(),
            Some(param) => format!("{function}Without{}", pascal(param)),
        }
    }
}

/// The paths of a pattern.
pub(super) fn of(pattern: &str) -> Vec<Path> {
    let pattern = Pattern::new(pattern);
    let mut path = Path { parts: Vec::new(), without: None };
    let mut shorter = None;
    for segment in pattern.segments() {
        match segment {
            Segment::Static("") => {}
            Segment::Static(text) | Segment::Affixed { text, .. } => {
                path.parts.push(Part::Fixed(as_sent(text).to_string()));
            }
            Segment::Dynamic(param) => {
                if param.kind.is_optional() {
                    shorter = Some(Path { parts: path.parts.clone(), without: Some(param.name.clone()) });
                }
                let name = param.name.clone();
                path.parts.push(Part::Param(PathParam { param, name }));
            }
        }
    }
    shorter.into_iter().chain([path]).collect()
}

/// Whether the value of a param can have a slash in it.
pub(super) fn is_long(param: &Param) -> bool {
    matches!(param.kind, ParamKind::CatchAll | ParamKind::OptionalCatchAll)
}
