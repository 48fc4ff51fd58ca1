//! Paths with params in braces.

use rutter_routes::{Param, ParamKind, Pattern, Segment, as_sent};

use crate::contract::pascal;

/// A pattern of Next as OpenAPI has it, or one of the two that an optional catch-all is.
pub(super) struct Path {
    /// `/api/posts/{id}`.
    pub(super) template: String,
    /// The params in it.
    pub(super) params: Vec<Param>,
    /// The param that is left out here.
    without: Option<String>,
}

impl Path {
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
    let mut path = Path { template: String::new(), params: Vec::new(), without: None };
    let mut shorter = None;
    for segment in pattern.segments() {
        match segment {
            Segment::Static("") => {}
            Segment::Static(text) | Segment::Affixed { text, .. } => {
                path.template.push('/');
                path.template.push_str(&as_sent(text));
            }
            Segment::Dynamic(param) => {
                if param.kind.is_optional() {
                    let template = if path.template.is_empty() { "/" } else { &path.template };
                    shorter = Some(Path {
                        template: template.to_owned(),
                        params: path.params.clone(),
                        without: Some(param.name.clone()),
                    });
                }
                path.template.push_str(&format!("/{{{}}}", param.name));
                path.params.push(param);
            }
        }
    }
    if path.template.is_empty() {
        path.template.push('/');
    }
    shorter.into_iter().chain([path]).collect()
}

/// Whether the value of a param can have a slash in it.
pub(super) fn is_long(param: &Param) -> bool {
    matches!(param.kind, ParamKind::CatchAll | ParamKind::OptionalCatchAll)
}
