//! `page-props-mismatch`: props of a page or layout that do not fit its route.

use rutter_routes::{Entry, EntryKind, Pattern};
use rutter_syntax::facts::Span;

use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::declared::{Declared, TypeAt, declared, span_of};
use crate::infer::exported::{Required, Taken, exported_function};
use crate::infer::promised::{Promised, SyncUseKind, reads_of_prop, sync_uses_of_prop};
use crate::rule::{FixKind, Group, Level, Rule};

use super::route_params::{Reads, RouteParams, Usage, report_sync};

pub(crate) static RULE: Rule = Rule {
    name: "page-props-mismatch",
    group: Group::Shapes,
    summary: "a page or layout takes props that its route does not give it",
    level: Level::Error,
    fix: FixKind::Suggestion,
    page: include_str!("../../../docs/page-props-mismatch.md"),
    check,
};

/// What Next passes to the files that are looked at here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A page, or a `default` file, which stands in for one.
    Page,
    Layout,
    /// A generated icon or social image.
    Image,
}

impl Role {
    fn of(entry: &Entry) -> Option<Self> {
        match entry.kind {
            EntryKind::Page | EntryKind::Default => Some(Self::Page),
            EntryKind::Layout => Some(Self::Layout),
            EntryKind::Metadata if is_image(&entry.file) => Some(Self::Image),
            _ => None,
        }
    }

    /// The file's kind in a message.
    fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Layout => "layout",
            Self::Image => "generated image",
        }
    }

    fn props(self) -> &'static [&'static str] {
        match self {
            Self::Page => &["params", "searchParams"],
            Self::Layout => &["children", "params"],
            Self::Image => &["params", "id"],
        }
    }
}

/// A file with two roles has two routes, and what does not fit the one may fit the other. So has a file that the file of
/// another route passes on.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let [entry] = module.entries() else { return };
    let Some(role) = Role::of(entry) else { return };
    let version = module.project.loaded.config.next_version;
    let promised = match role {
        Role::Page | Role::Layout => Promised::in_version(version),
        Role::Image => Promised::of_metadata_files(version),
    };
    let functions = [("default", true), ("generateMetadata", false), ("generateViewport", false)];
    let functions = functions.into_iter().filter_map(|(name, is_component)| {
        let function = exported_function(module.facts, module.facts.export(name)?)?;
        Some((function.taken(module.project, module.id, 0)?, is_component))
    });
    let functions: Vec<(Taken<'_>, bool)> = functions.collect();
    let checker =
        Checker { module, entry, role, route: RouteParams::of(entry), promised, functions: &functions };
    let mut checked = Vec::new();
    findings.unless(
        || is_used_by_another_route(module, entry),
        |findings| {
            for (taken, is_component) in &functions {
                checker.check(taken, *is_component, &mut checked, findings);
            }
        },
    );
}

/// Whether the file of another route imports this one, to pass it on.
fn is_used_by_another_route(module: &ModuleContext<'_>, entry: &Entry) -> bool {
    let project = module.project;
    project.is_imported_by(module.id, |other| {
        project.entries(other).iter().any(|other| other.pattern != entry.pattern)
    })
}

struct Checker<'m, 'a> {
    module: &'m ModuleContext<'a>,
    entry: &'a Entry,
    role: Role,
    route: RouteParams<'a>,
    promised: Promised,
    /// What the component and the functions for metadata take, and whether it is the component.
    functions: &'m [(Taken<'a>, bool)],
}

impl<'a> Checker<'_, 'a> {
    /// `checked` has the types of this file that were looked at already: the component and `generateMetadata` often
    /// share one.
    fn check(
        &self,
        taken: &Taken<'a>,
        is_component: bool,
        checked: &mut Vec<TypeAt>,
        findings: &mut Findings<'_>,
    ) {
        if let Declared::RouteHelper { helper, route } = taken.declared {
            self.check_helper(helper, route, taken, findings);
        }
        self.route.check_reads(self.module, taken, self.promised, findings);
        for name in ["params", "searchParams"] {
            let Some(ty) = taken.type_of(name).filter(|_| self.role.props().contains(&name)) else {
                continue;
            };
            let is_of_others = ty.module != self.module.id;
            if is_of_others && self.role != Role::Layout && !taken.may_use(name) {
                continue;
            }
            if is_of_others || !checked.contains(&ty) {
                checked.push(ty);
                self.check_type(name, ty, taken, findings);
            }
        }
        self.check_names(taken, is_component, findings);
    }

    /// The type of `params` and `searchParams`.
    fn check_type(&self, name: &str, ty: TypeAt, taken: &Taken<'a>, findings: &mut Findings<'_>) {
        let reads = (self.role != Role::Layout).then(|| self.reads(name));
        let usage = Usage { anchor: taken.span, promised: self.promised, reads };
        if name == "params" {
            self.route.check(self.module, ty, &usage, findings);
        } else if let Declared::Object(object) = declared(self.module.project, ty)
            && object.member("then").is_none()
        {
            report_sync(name, self.module, ty, &usage, findings);
        }
    }

    /// What the file reads of one of its props.
    fn reads(&self, name: &str) -> Reads {
        let facts = self.module.facts;
        let mut all = Reads::default();
        for (taken, _) in self.functions {
            all.at_once |= !sync_uses_of_prop(facts, taken, name).is_empty();
            for read in reads_of_prop(facts, taken, name, self.promised) {
                if let SyncUseKind::Property(name) = read.kind {
                    all.names.insert(name);
                }
            }
        }
        all
    }

    /// `PageProps<'/x'>` in a file of another route.
    fn check_helper(&self, helper: &str, route: &str, taken: &Taken<'a>, findings: &mut Findings<'_>) {
        let own = &self.entry.pattern;
        let span = taken.ty.filter(|ty| ty.module == self.module.id);
        let span = span.map_or(taken.span, |ty| span_of(self.module.facts, ty.ty));
        let expected = if self.role == Role::Layout { "LayoutProps" } else { "PageProps" };
        if helper != expected {
            let role = self.role.name();
            findings
                .report(span, format!("`{helper}` is not what a {role} gets"))
                .why(format!("Next passes a {role} the props that `{expected}<'{own}'>` states"))
                .help(format!("write `{expected}<'{own}'>`"));
            return;
        }
        if route == own.as_str() {
            return;
        }
        let other = Pattern::new(route);
        let finding = findings.report(
            span,
            format!("`{helper}<'{route}'>` is of another route: this {} is `{own}`", self.role.name()),
        );
        finding.help(format!("write `{helper}<'{own}'>`"));
        if !self.is_route(&other) {
            finding.why(format!("the app has no route `{route}`, so Next declares no props for it"));
        } else if other.params() == own.params() {
            finding.why(
                "the two routes happen to have the same params; the type will be wrong when one \
                of them changes",
            );
            finding.soften();
        } else {
            finding.why(
                "the params that the type states are those of the other route, and Next passes \
                those of this one",
            );
        }
    }

    fn is_route(&self, pattern: &Pattern) -> bool {
        let routes = &self.module.project.loaded.tree.routes;
        match self.role {
            Role::Layout => routes.layout.contains(pattern),
            _ => routes.app.contains(pattern),
        }
    }

    /// The names of the props. `generateMetadata` often shares its type with the component, so only what it really
    /// takes out counts there.
    fn check_names(&self, taken: &Taken<'a>, is_component: bool, findings: &mut Findings<'_>) {
        for Required { name, span } in taken.required() {
            let is_taken = taken.properties.iter().any(|property| property.name == name);
            let is_layout_query = name == "searchParams" && self.role == Role::Layout && is_taken;
            if (is_component || is_layout_query) && !self.is_prop(name) {
                self.report_name(name, span, findings);
            }
        }
    }

    fn is_prop(&self, name: &str) -> bool {
        self.role.props().contains(&name)
            || (self.role == Role::Layout && self.slots().any(|slot| slot == name))
    }

    /// The layout's slots. Next types a layout with all slots of its URL; those that really reach it lie in its own
    /// folder or in groups below.
    fn slots(&self) -> impl Iterator<Item = &'a str> {
        let tree = &self.module.project.loaded.tree;
        let place = self.entry.place.as_str();
        let typed = tree.slots.iter().filter(|slots| slots.layout == self.entry.pattern);
        let typed = typed.flat_map(|slots| slots.slots.iter().map(String::as_str));
        let below = tree.entries.iter().filter_map(move |entry| {
            let rest = entry.place.strip_prefix(place)?.strip_prefix('/')?;
            let mut segments = rest.split('/').skip_while(|segment| segment.starts_with('('));
            segments.next()?.strip_prefix('@')
        });
        typed.chain(below)
    }

    fn report_name(&self, name: &str, span: Span, findings: &mut Findings<'_>) {
        let role = self.role.name();
        if self.role == Role::Layout && name == "searchParams" {
            findings
                .report(span, "a layout gets no `searchParams`")
                .why("a layout is kept while the search params change, so Next passes them to pages only")
                .help("read them in the page, or with `useSearchParams()` in a client component");
            return;
        }
        let finding = findings.report(span, format!("`{name}` is no prop of a {role}"));
        if self.role == Role::Layout {
            finding.why(format!(
                "Next renders a layout with `children`, `params` and its slots, and there is no folder \
                    `@{name}` beside this one, so `{name}` is `undefined`"
            ));
        } else {
            let props = self.role.props().join("` and `");
            finding.why(format!(
                "Next renders a {role} with `{props}` and nothing else, so `{name}` is `undefined`"
            ));
        }
        let mut props: Vec<&str> = self.role.props().to_vec();
        props.extend(self.slots().filter(|_| self.role == Role::Layout));
        if self.route.get(name).is_some() {
            finding.help(format!("`{name}` is a param: take it out of `params`"));
        } else if let Some(near) = rutter_project::config::nearest(name, props) {
            finding.help(format!("did you mean `{near}`?"));
        } else if self.role == Role::Layout {
            finding
                .help(format!("remove it, or add a folder `@{name}` beside the layout with what it shows"));
        } else {
            finding.help("remove it, or render what needs it as a component of its own");
        }
    }
}

fn is_image(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(stem, "icon" | "apple-icon" | "opengraph-image" | "twitter-image")
}
