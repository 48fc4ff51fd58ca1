//! The params of a route, and the types that files declare for them.

use std::collections::BTreeSet;

use rutter_routes::{Entry, Param, ParamKind, Segment};
use rutter_syntax::facts::{Span, TypeKeyword};

use crate::context::ModuleContext;
use crate::finding::{Edit, Finding, Findings};
use crate::infer::declared::{Declared, Object, TypeAt, declared, span_of};
use crate::infer::exported::Taken;
use crate::infer::promised::{Promised, SyncUseKind, reads_of_prop};

/// The param that stands for the items of a generated metadata file.
const GENERATED_ID: &str = "__metadata_id__";

/// The params that Next passes to a file.
#[derive(Debug)]
pub(super) struct RouteParams<'a> {
    /// The file's role in the route tree.
    pub(super) entry: &'a Entry,
    /// The params, in the order of the path.
    pub(super) params: Vec<Param>,
}

/// Where a type of params is used, for what is said about it.
pub(super) struct Usage {
    /// The bytes of the module that stand for it, where the type is written elsewhere.
    pub(super) anchor: Span,
    /// What the params are at run time.
    pub(super) promised: Promised,
    /// What the file does with the params, where the type alone breaks nothing: `next build` compares the types of
    /// layouts and handlers with the route, those of pages it does not.
    pub(super) reads: Option<Reads>,
}

/// What a file reads of its params.
#[derive(Default)]
pub(super) struct Reads {
    /// The names.
    pub(super) names: BTreeSet<String>,
    /// Whether some are read without waiting.
    pub(super) at_once: bool,
}

impl Usage {
    /// Whether a wrong type of one param does harm.
    fn breaks(&self, name: &str) -> bool {
        self.reads.as_ref().is_none_or(|reads| reads.names.contains(name))
    }
}

impl<'a> RouteParams<'a> {
    /// The params of a file. One below an interception marker also gets those of the folders it is shown from.
    pub(super) fn of(entry: &'a Entry) -> Self {
        let mut params = entry.pattern.params();
        if entry.is_interception() {
            for segment in entry.url.split('/').map(Segment::parse) {
                let (Segment::Dynamic(param) | Segment::Affixed { param, .. }) = segment else { continue };
                if params.iter().all(|known| known.name != param.name) {
                    params.push(param);
                }
            }
        }
        params.retain(|param| param.name != GENERATED_ID);
        Self { entry, params }
    }

    /// The param of a name.
    pub(super) fn get(&self, name: &str) -> Option<&Param> {
        self.params.iter().find(|param| param.name == name)
    }

    /// What to do about a name that is no param.
    pub(super) fn help(&self, name: &str) -> String {
        let names: Vec<&str> = self.params.iter().map(|param| param.name.as_str()).collect();
        if let Some(near) = rutter_project::config::nearest(name, names.iter().copied()) {
            return format!("did you mean `{near}`?");
        }
        match names.as_slice() {
            [] => "no folder of the route is in brackets, so it has no params".to_owned(),
            [one] => format!("the route's only param is `{one}`"),
            [init @ .., last] => {
                let init: Vec<String> = init.iter().map(|name| format!("`{name}`")).collect();
                format!("the route's params are {} and `{last}`", init.join(", "))
            }
        }
    }

    /// Looks at the type that is declared for `params`.
    pub(super) fn check(
        &self,
        module: &ModuleContext<'_>,
        ty: TypeAt,
        usage: &Usage,
        findings: &mut Findings<'_>,
    ) {
        match declared(module.project, ty) {
            Declared::Promise(inner) => {
                if let Declared::Object(object) = declared(module.project, inner) {
                    self.check_members(module, &object, usage, findings);
                }
            }
            Declared::Object(object) if object.member("then").is_none() => {
                report_sync("params", module, ty, usage, findings);
                self.check_members(module, &object, usage, findings);
            }
            _ => {}
        }
    }

    /// Looks at the params that a function without types reads.
    pub(super) fn check_reads(
        &self,
        module: &ModuleContext<'_>,
        taken: &Taken<'_>,
        promised: Promised,
        findings: &mut Findings<'_>,
    ) {
        let is_typed =
            taken.ty.is_some_and(|ty| declared(module.project, ty) != Declared::Keyword(TypeKeyword::Any));
        if is_typed {
            return;
        }
        let reads = reads_of_prop(module.facts, taken, "params", promised);
        for read in reads {
            let SyncUseKind::Property(name) = &read.kind else { continue };
            if self.get(name).is_none() && !is_of_object(name) {
                self.report_unknown(name, findings.report(read.span, String::new()));
            }
        }
    }

    /// Says that a name is no param.
    fn report_unknown(&self, name: &str, finding: &mut Finding) {
        let route = &self.entry.pattern;
        finding.message = format!("`{name}` is no param of the route `{route}`");
        finding
            .why(format!(
                "Next passes the params that the route's folders name, so `{name}` is always `undefined`"
            ))
            .help(self.help(name));
    }

    fn check_members(
        &self,
        module: &ModuleContext<'_>,
        object: &Object<'_>,
        usage: &Usage,
        findings: &mut Findings<'_>,
    ) {
        for member in &object.members {
            let name = member.name;
            let place = Place { module, other: member.module, span: member.span, anchor: usage.anchor };
            let Some(param) = self.get(name) else {
                if !member.optional {
                    let finding = place.report(findings, String::new());
                    self.report_unknown(name, finding);
                    lower(finding, !usage.breaks(name));
                }
                continue;
            };
            let Some(ty) = member.ty else { continue };
            if let Some(written) = unlike(module, ty, param.kind) {
                let finding = report_type(param, written, &place, findings);
                lower(finding, !usage.breaks(name));
            } else if param.kind.is_optional() && !member.optional && is_required(module, ty) {
                lower(report_required(param, &place, findings), true);
            }
        }
    }
}

/// Reports a param that is declared as what it never is.
fn report_type<'f>(
    param: &Param,
    written: &str,
    place: &Place<'_, '_>,
    findings: &'f mut Findings<'_>,
) -> &'f mut Finding {
    let (name, segment) = (&param.name, segment_text(param));
    let (value, why) = match param.kind.repeats() {
        true => ("string[]", "a catch-all takes all segments that are left, and Next passes them as a list"),
        false => ("string", "a param is the text of one segment of the URL; only a catch-all is a list"),
    };
    let message = format!("`{name}` is declared as {written}, but `{segment}` gives a `{value}`");
    place.report(findings, message).why(why).help(match param.kind.repeats() {
        true if param.kind.is_optional() => format!("declare it as `{name}?: string[]`"),
        true => format!("declare it as `{name}: string[]`"),
        false => format!("declare it as `{name}: string`, and convert the value where it is used"),
    })
}

/// Reports a param that is declared as always there, and is not.
fn report_required<'f>(
    param: &Param,
    place: &Place<'_, '_>,
    findings: &'f mut Findings<'_>,
) -> &'f mut Finding {
    let (name, segment) = (&param.name, segment_text(param));
    place
        .report(findings, format!("`{name}` is declared as required, but `{segment}` may be absent"))
        .why(format!(
            "the route also answers the URL that ends before `{segment}`, and there `{name}` is `undefined`"
        ))
        .help(format!("declare it as `{name}?: string[]`"))
}

/// Makes a finding a warning where what is wrong does no harm yet.
fn lower(finding: &mut Finding, is_harmless: bool) {
    if is_harmless {
        finding.soften();
    }
}

/// Reports a type that says an object where Next passes a promise.
pub(super) fn report_sync(
    name: &str,
    module: &ModuleContext<'_>,
    ty: TypeAt,
    usage: &Usage,
    findings: &mut Findings<'_>,
) {
    let major = module.project.loaded.config.next_version.major;
    let why = match usage.promised {
        Promised::No => return,
        Promised::Tolerated => format!(
            "Next {major} passes a promise that can still be read as if it were the object, with a warning; \
             from Next 16 on that gives `undefined`"
        ),
        Promised::Yes => {
            "what is read from the promise without `await` is `undefined`, and TypeScript does not say \
                          so while the type is wrong"
                .to_owned()
        }
    };
    let span = span_of(module.project.graph[ty.module].facts(), ty.ty);
    let is_here = ty.module == module.id;
    let place = Place { module, other: ty.module, span, anchor: usage.anchor };
    let finding = place
        .report(findings, format!("`{name}` is declared as an object, but it is a promise since Next 15"));
    finding.why(why).help(format!(
        "declare it as `Promise<..>` and read it with `await {name}`, or with `use({name})` in a client component"
    ));
    if is_here {
        let edits = vec![Edit::insert(span.start, "Promise<"), Edit::insert(span.end, ">")];
        finding.suggestion("declare a promise", edits);
    }
    let is_awaited = usage.reads.as_ref().is_some_and(|reads| !reads.at_once);
    lower(finding, usage.promised == Promised::Tolerated || is_awaited);
}

/// A part of a declared type, which may be written in another file than the one that is looked at.
struct Place<'m, 'a> {
    module: &'m ModuleContext<'a>,
    other: rutter_syntax::graph::ModuleId,
    span: Span,
    anchor: Span,
}

impl Place<'_, '_> {
    fn report<'f>(&self, findings: &'f mut Findings<'_>, message: String) -> &'f mut Finding {
        if self.other == self.module.id {
            return findings.report(self.span, message);
        }
        let finding = findings.report(self.anchor, message);
        finding.related(self.other, self.span, "the type is declared here")
    }
}

/// How a type is written that no value of such a param has; none if it may fit.
fn unlike(module: &ModuleContext<'_>, ty: TypeAt, kind: ParamKind) -> Option<&'static str> {
    match declared(module.project, ty) {
        Declared::Union(parts) => {
            let absent = |part: &&TypeAt| {
                let part = declared(module.project, **part);
                !matches!(part, Declared::Keyword(TypeKeyword::Undefined | TypeKeyword::Null))
            };
            let mut parts = parts.iter().filter(absent);
            // What is still a union was left unfolded, because it is circular.
            let unlike_part = |part: &TypeAt| match declared(module.project, *part) {
                Declared::Union(_) => None,
                _ => unlike(module, *part, kind),
            };
            let first = unlike_part(parts.next()?)?;
            parts.all(|part| unlike_part(part).is_some()).then_some(first)
        }
        Declared::Keyword(keyword) => match keyword {
            TypeKeyword::String if kind.repeats() => Some("a `string`"),
            TypeKeyword::Number => Some("a `number`"),
            TypeKeyword::Boolean => Some("a `boolean`"),
            TypeKeyword::BigInt => Some("a `bigint`"),
            _ => None,
        },
        Declared::Array(_) if !kind.repeats() => Some("a list"),
        Declared::Array(Some(element)) => match declared(module.project, element) {
            Declared::Keyword(TypeKeyword::Number | TypeKeyword::Boolean) => Some("a list of something else"),
            _ => None,
        },
        Declared::Function => Some("a function"),
        _ => None,
    }
}

/// Whether a type certainly leaves `undefined` out.
fn is_required(module: &ModuleContext<'_>, ty: TypeAt) -> bool {
    matches!(declared(module.project, ty), Declared::Array(_))
}

/// What every object has.
fn is_of_object(name: &str) -> bool {
    matches!(name, "toString" | "hasOwnProperty" | "valueOf")
}

/// A param as its folder is named.
pub(super) fn segment_text(param: &Param) -> String {
    let name = &param.name;
    match param.kind {
        ParamKind::Single => format!("[{name}]"),
        ParamKind::CatchAll => format!("[...{name}]"),
        ParamKind::OptionalCatchAll => format!("[[...{name}]]"),
        ParamKind::Optional => format!("[[{name}]]"),
    }
}
