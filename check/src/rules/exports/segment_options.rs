//! The options of a route segment: what each takes, and since when.
//!
//! Pages, layouts and route handlers export them as constants, `export const revalidate = 60`. Next reads them in up to
//! three ways, which do not agree: [`Reading`].

use rutter_routes::{Entry, EntryKind, NextVersion};
use rutter_syntax::LoadedApp;
use rutter_syntax::facts::{BindingKind, Export, ExportKind, ExprId, ExprKind, Facts, Keyword, PropertyKind};

use crate::context::ModuleContext;
use crate::infer::constant::{Constant, beyond_literals, constant};

/// An option of a route segment, which its page, layout or route handler exports.
#[derive(Debug, Clone, Copy)]
pub struct SegmentOption {
    /// The name of the export.
    pub name: &'static str,
    /// The values that it takes.
    pub(super) takes: Takes,
    /// A value as somebody would write it.
    pub example: &'static str,
    /// The version of Next that knows it. Before 15 Next did not look at the values.
    pub(super) since: NextVersion,
    /// Whether Turbopack reads it while it compiles.
    pub(super) compiled: bool,
}

/// The values of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// One of some strings.
    OneOf(&'static [&'static str]),
    /// One of some strings, or `false`.
    OneOfOrFalse(&'static [&'static str]),
    /// `true` or `false`.
    Boolean,
    /// A whole number of seconds.
    Seconds,
    /// A whole number of seconds, or `false`.
    SecondsOrFalse,
    /// A number.
    Number,
    /// A string, or a list of strings.
    Strings,
    /// `true`, `false`, or an object of settings.
    Instant,
}

/// How Next reads the options of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// From the text of the file: what is no literal stops the build, since 15.0.
    pub(super) literal: bool,
    /// By Turbopack while it compiles, since 16: the options that are [`SegmentOption::compiled`] have to be literals.
    pub(super) compiled: bool,
    /// When the file has run: any expression is fine, if its value is.
    pub(super) evaluated: bool,
}

const DYNAMIC: &[&str] = &["auto", "error", "force-static", "force-dynamic"];
const FETCH_CACHE: &[&str] = &[
    "auto",
    "default-cache",
    "only-cache",
    "force-cache",
    "force-no-store",
    "default-no-store",
    "only-no-store",
];
const PREFETCH: &[&str] = &["auto", "partial", "force-disabled"];
const ENSURE_STATIC: &[&str] = &["auto", "shell", "prefetch", "navigation"];

/// The options whose values Next checks (Next 16.4.6; 15.0 to 16.3 for the versions).
pub(super) static OPTIONS: [SegmentOption; 11] = [
    option("dynamic", Takes::OneOf(DYNAMIC), "'force-dynamic'", version(15, 0), true),
    option("dynamicParams", Takes::Boolean, "false", version(15, 0), true),
    option("revalidate", Takes::SecondsOrFalse, "3600", version(15, 0), false),
    option("fetchCache", Takes::OneOf(FETCH_CACHE), "'force-cache'", version(15, 0), true),
    option("runtime", Takes::OneOf(&["nodejs", "edge"]), "'nodejs'", version(15, 0), true),
    option("preferredRegion", Takes::Strings, "['iad1', 'sfo1']", version(15, 0), true),
    option("maxDuration", Takes::Seconds, "30", version(15, 0), false),
    option("instant", Takes::Instant, "true", version(16, 3), false),
    option("prefetch", Takes::OneOf(PREFETCH), "'partial'", version(16, 3), false),
    option("ensureStatic", Takes::OneOfOrFalse(ENSURE_STATIC), "'shell'", version(16, 4), false),
    option("unstable_dynamicStaleTime", Takes::Seconds, "30", version(16, 2), false),
];

/// The options that `cacheComponents` replaces (Next 16: a compile error).
pub(super) const REPLACED: [&str; 6] =
    ["dynamic", "dynamicParams", "fetchCache", "revalidate", "runtime", "experimental_ppr"];

/// The options that need `cacheComponents`, and since when.
pub(super) const NEEDING: [(&str, NextVersion); 5] = [
    ("instant", version(16, 3)),
    ("prefetch", version(16, 3)),
    ("ensureStatic", version(16, 4)),
    ("unstable_paramMatching", version(16, 4)),
    ("unstable_generateParamMatching", version(16, 4)),
];

/// The options that files of an app may export, by the version of Next and by `cacheComponents`.
pub fn segment_options(loaded: &LoadedApp) -> impl Iterator<Item = &'static SegmentOption> + use<> {
    let next = loaded.config.next_version;
    let caches = loaded.config.cache_components == Some(true);
    OPTIONS.iter().filter(move |option| {
        let is_known = option.since <= next || option.since == version(15, 0);
        let is_replaced = REPLACED.contains(&option.name);
        let needs_caches = NEEDING.iter().any(|(name, _)| *name == option.name);
        is_known && if caches { !is_replaced } else { !needs_caches }
    })
}

pub(super) const fn version(major: u32, minor: u32) -> NextVersion {
    NextVersion { major, minor }
}

const fn option(
    name: &'static str,
    takes: Takes,
    example: &'static str,
    since: NextVersion,
    compiled: bool,
) -> SegmentOption {
    SegmentOption { name, takes, example, since, compiled }
}

impl SegmentOption {
    /// The values that it takes, as they are written; an example where there are too many.
    #[must_use]
    pub fn values(&self) -> Vec<String> {
        let names = self.takes.names().iter().map(|name| format!("'{name}'"));
        let others: &[&str] = match self.takes {
            Takes::OneOf(_) => &[],
            Takes::OneOfOrFalse(_) => &["false"],
            Takes::Boolean | Takes::Instant => &["true", "false"],
            Takes::SecondsOrFalse => &[self.example, "false"],
            Takes::Seconds | Takes::Number | Takes::Strings => &[self.example],
        };
        names.chain(others.iter().map(|other| (*other).to_owned())).collect()
    }
}

impl Takes {
    /// Whether the value is one of them; none where the file does not say what the value is.
    pub(super) fn accepts(self, value: &Constant<'_>, next: NextVersion) -> Option<bool> {
        let whole = |number: f64| number.is_infinite() || (number >= 0.0 && number.fract() == 0.0);
        Some(match (self, value) {
            (_, Constant::Unknown) => return None,
            (_, Constant::Undefined)
            | (Self::OneOfOrFalse(_) | Self::SecondsOrFalse, Constant::Boolean(false)) => true,
            (Self::OneOf(PREFETCH), Constant::String("unstable_eager")) if next < version(16, 4) => true,
            (Self::OneOf(names) | Self::OneOfOrFalse(names), Constant::String(value)) => {
                names.contains(value)
            }
            (Self::Boolean | Self::Instant, Constant::Boolean(_)) => true,
            (Self::Seconds | Self::SecondsOrFalse, Constant::Number(value)) => whole(*value),
            (Self::Number, Constant::Number(_)) | (Self::Strings, Constant::String(_)) => true,
            (Self::Strings, Constant::Array(elements)) => {
                let is_string =
                    |value: &Constant<'_>| matches!(value, Constant::String(_) | Constant::Unknown);
                elements.iter().all(is_string)
            }
            (Self::Instant, Constant::Object(entries)) => {
                entries.iter().all(|entry| match (entry.key, &entry.value) {
                    ("level", Constant::String(level)) => ["warning", "experimental-error"].contains(level),
                    (key, _) => key == "level" || key.starts_with("unstable_"),
                })
            }
            _ => false,
        })
    }

    /// The values in words, to stand behind "takes".
    pub(super) fn describe(self) -> String {
        match self {
            Self::OneOf(names) => one_of(names.iter().map(|name| format!("`'{name}'`")).collect()),
            Self::OneOfOrFalse(names) => {
                one_of(names.iter().map(|name| format!("`'{name}'`")).chain(["`false`".to_owned()]).collect())
            }
            Self::Boolean => "`true` or `false`".to_owned(),
            Self::Seconds => "a whole number of seconds".to_owned(),
            Self::SecondsOrFalse => "a whole number of seconds, or `false`".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Strings => "a string or a list of strings".to_owned(),
            Self::Instant => "`true`, `false` or an object such as `{ level: 'warning' }`".to_owned(),
        }
    }

    /// The strings among them.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Self::OneOf(names) | Self::OneOfOrFalse(names) => names,
            _ => &[],
        }
    }
}

impl Reading {
    /// How the options of the module are read, by what it is to the route tree (Next 16.4.6). Of a layout the values
    /// are checked in the text too, but what is no literal may stay. A `default` file is only asked when it has run, and
    /// not if it is a client component.
    pub(super) fn of(module: &ModuleContext<'_>) -> Self {
        let next = module.project.loaded.config.next_version;
        let (literal, compiled) = (next >= version(15, 0), next >= version(16, 0));
        let is_server = !module.is_boundary();
        let mut all = Self::default();
        for entry in module.entries() {
            let one = match entry.kind {
                EntryKind::Page | EntryKind::Handler => Self { literal, compiled, evaluated: true },
                EntryKind::Layout if !has_page_below(module, entry) => Self::default(),
                EntryKind::Layout => Self { literal: false, compiled, evaluated: true },
                EntryKind::Default => Self { literal: false, compiled, evaluated: is_server },
                EntryKind::NotFound => Self { literal: false, compiled, evaluated: false },
                EntryKind::Metadata => Self {
                    literal: literal && file_name(entry).starts_with("sitemap."),
                    compiled: false,
                    evaluated: true,
                },
                _ => Self::default(),
            };
            all.literal |= one.literal;
            all.compiled |= one.compiled;
            all.evaluated |= one.evaluated;
        }
        all
    }

    /// Whether Next looks at no option of the file.
    pub(super) fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// The part of a value that keeps Next from telling it, if it reads it from the text of the file.
///
/// A `let` is not read there; what Turbopack reads may stand in parentheses and behind `as`, and be a `let`.
pub(super) fn not_literal(
    facts: &Facts,
    export: &Export,
    value: ExprId,
    reading: Reading,
    next: NextVersion,
) -> Option<ExprId> {
    let declarator = match export.kind {
        ExportKind::Variable { binding, .. } => match facts[binding].kind {
            BindingKind::Variable { declarator, .. } => facts[declarator],
            _ => return None,
        },
        _ => return None,
    };
    if reading.literal && declarator.keyword == Keyword::Const {
        let in_parentheses = declarator.span.end > facts[value].span.end;
        return if in_parentheses {
            Some(value)
        } else {
            beyond_literals(facts, value, next >= version(16, 3))
        };
    }
    if reading.compiled { beyond_literals(facts, value, true) } else { None }
}

/// Whether the export is a `const` with a value, which is the only form that Next reads from the text of the file.
pub(super) fn is_const(facts: &Facts, export: &Export) -> bool {
    let ExportKind::Variable { binding, value: Some(_), .. } = export.kind else { return false };
    let BindingKind::Variable { declarator, .. } = facts[binding].kind else { return false };
    facts[declarator].keyword == Keyword::Const
}

/// A value as it is written in a message; none where it is too large for one.
pub(super) fn shown(value: &Constant<'_>) -> Option<String> {
    Some(match value {
        Constant::Undefined => "`undefined`".to_owned(),
        Constant::Null => "`null`".to_owned(),
        Constant::Boolean(value) => format!("`{value}`"),
        Constant::Number(value) if value.is_finite() => format!("`{value}`"),
        Constant::String(value) if value.len() <= 40 && !value.contains(['`', '\n', '\'']) => {
            format!("`'{value}'`")
        }
        Constant::BigInt => "a bigint".to_owned(),
        Constant::String(_) => "this string".to_owned(),
        Constant::Array(_) => "this list".to_owned(),
        Constant::Object(_) => "this object".to_owned(),
        Constant::Function => "a function".to_owned(),
        Constant::Number(_) | Constant::Unknown => return None,
    })
}

/// The value of an exported constant.
pub(super) fn value_of<'f>(facts: &'f Facts, export: &Export) -> Option<(ExprId, Constant<'f>)> {
    let ExportKind::Variable { value: Some(value), .. } = export.kind else { return None };
    Some((value, with_mixed_keys_unknown(facts, value)))
}

/// An object of which only a part is written down is not known as a whole.
fn with_mixed_keys_unknown(facts: &Facts, value: ExprId) -> Constant<'_> {
    let value = facts.without_types(value);
    if let ExprKind::Object(properties) = facts[value].kind
        && facts[properties].iter().any(|property| property.kind() == PropertyKind::Spread)
    {
        return Constant::Unknown;
    }
    constant(facts, value)
}

/// Whether a page lies in the folder of a layout or below it. Next compiles no other layout.
pub(super) fn has_page_below(module: &ModuleContext<'_>, layout: &Entry) -> bool {
    let folder = layout.file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_below = |file: &str| file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let mut entries = module.project.loaded.tree.entries.iter();
    entries.any(|entry| entry.kind == EntryKind::Page && is_below(&entry.file))
}

fn file_name(entry: &Entry) -> &str {
    entry.file.rsplit('/').next().unwrap_or_default()
}

fn one_of(mut names: Vec<String>) -> String {
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last } else { format!("{} or {last}", names.join(", ")) }
}
