//! What a URL carries: the params of a route and its search params. Every value is text there.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::rule::Rule;
use crate::ty::{Presence, Type};

/// The params of a route, as a struct declares them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RouteParams {
    /// The route in Next's notation: `/blog/[slug]`.
    pub pattern: String,
    /// The app that has the route; `None` for the path of an endpoint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// The params in path order.
    pub fields: Vec<UrlField>,
}

/// The search params of a page or endpoint, as a struct declares them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SearchParams {
    /// The route that they belong to, where the struct says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The app that has the route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// In the order of declaration.
    pub fields: Vec<UrlField>,
}

/// A param or search param.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UrlField {
    /// The name in the URL.
    pub name: String,
    /// The type of one value.
    pub ty: Type,
    /// Whether it holds several values, and how they are written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<UrlList>,
    /// Whether the URL must have it.
    #[serde(default, skip_serializing_if = "Presence::is_required")]
    pub presence: Presence,
    /// What its value must keep.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// The doc comment, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
}

/// How several values of one name are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum UrlList {
    /// The segments of a catch-all param.
    Segments,
    /// The name is repeated: `tag=a&tag=b`.
    Repeated,
    /// One value with commas: `tag=a,b`. A comma inside a value is written `%2C` before the whole is encoded.
    Comma,
}

impl UrlField {
    /// A required field with one value.
    pub fn new(name: impl Into<String>, ty: Type) -> Self {
        Self { name: name.into(), ty, list: None, presence: Presence::Required, rules: Vec::new(), doc: None }
    }

    /// With its doc comment.
    #[must_use]
    pub fn doc(mut self, doc: impl Into<String>) -> Self {
        self.doc = Some(doc.into());
        self
    }

    /// With what its absence means.
    #[must_use]
    pub fn presence(mut self, presence: Presence) -> Self {
        self.presence = presence;
        self
    }

    /// With several values.
    #[must_use]
    pub fn list(mut self, list: UrlList) -> Self {
        self.list = Some(list);
        self
    }

    /// With another rule.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.rules.push(rule);
        self
    }

    /// The value that stands for an absent one.
    pub fn default_value(&self) -> Option<&Value> {
        match &self.presence {
            Presence::Default(value) => Some(value),
            Presence::Required | Presence::Optional => None,
        }
    }
}
