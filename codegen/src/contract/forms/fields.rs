//! What the page of a form needs to know of each field: its name and the attributes of its input, as data to spread.

use rutter_contract::judge::Types;
use rutter_contract::{Field, Type};

use super::attributes::{Attributes, Leaf};
use super::kinds::texts;

/// What a page shows of a value.
pub(super) enum Shown {
    /// An input of its own, and the choices where it is one.
    Input(Attributes, Vec<String>),
    /// Fields under longer names.
    Group(Vec<Member>),
    /// Rows, each with the same fields.
    Rows(Box<Self>),
    /// Values under names that are data.
    Named(Box<Self>),
}

/// A field of a group.
pub(super) struct Member {
    pub(super) step: Step,
    pub(super) doc: Option<String>,
    pub(super) shown: Shown,
}

/// How a name goes on.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// The fields of a form.
pub(super) fn shown(types: &Types, path: &str) -> Option<Shown> {
    let form = Field::new("", Type::to(path));
    Fields { types, open: Vec::new() }.field(&form, true)
}

struct Fields<'a> {
    types: &'a Types,
    /// The types that are being looked into: a type inside itself is not shown again.
    open: Vec<String>,
}

impl Fields<'_> {
    /// What a page shows of a field. `asked`: the groups that it stands in are always there.
    fn field(&mut self, field: &Field, asked: bool) -> Option<Shown> {
        if let Some(leaf) = Leaf::of(self.types, field) {
            let attributes = Attributes::of(self.types, field, &leaf, asked);
            return Some(Shown::Input(attributes, options(&leaf)));
        }
        self.group(field, &field.ty, asked && field.presence.is_required())
    }

    fn group(&mut self, field: &Field, ty: &Type, asked: bool) -> Option<Shown> {
        match ty {
            Type::Ref { to } if !self.open.contains(to) => {
                self.open.push(to.clone());
                let types = self.types;
                let shown =
                    types.get(to).and_then(|definition| self.group(field, &definition.request, asked));
                self.open.pop();
                shown
            }
            Type::Ruled { of, .. } => self.group(field, of, asked),
            Type::Nullable { of } => self.group(field, of, false),
            Type::Object(object) => {
                let members = object.fields.iter().filter_map(|field| {
                    let step = Step::Key(field.name.clone());
                    Some(Member { step, doc: field.doc.clone(), shown: self.field(field, asked)? })
                });
                Some(Shown::Group(members.collect()))
            }
            Type::Map { of, .. } => {
                Some(Shown::Named(Box::new(self.field(&Field::new("", (**of).clone()), false)?)))
            }
            Type::List { of, .. } => self.list(field, of, asked),
            Type::Tuple { items } => {
                let items = items.iter().enumerate().filter_map(|(at, item)| {
                    let shown = self.field(&Field::new("", item.clone()), asked)?;
                    Some(Member { step: Step::Index(at), doc: None, shown })
                });
                Some(Shown::Group(items.collect()))
            }
            Type::All { of } => Some(self.merged(field, of, asked)),
            // What one variant asks for, another does without.
            Type::Union { variants, .. } => Some(self.merged(field, variants, false)),
            _ => None,
        }
    }

    /// A list is under the rules of its field for files, and its elements under their own.
    fn list(&mut self, list: &Field, of: &Type, asked: bool) -> Option<Shown> {
        let element = Field { secret: list.secret, file: list.file.clone(), ..Field::new("", of.clone()) };
        match Leaf::of(self.types, &element) {
            Some(leaf) => {
                let attributes = Attributes::of(self.types, &element, &leaf, false);
                let asks_one = asked
                    && !rutter_contract::judge::judge_field(self.types, list, Some(&serde_json::json!([])))
                        .is_empty();
                Some(Shown::Input(attributes.repeated(&leaf, asks_one), options(&leaf)))
            }
            None => Some(Shown::Rows(Box::new(self.field(&element, asked)?))),
        }
    }

    /// The fields of several types that stand side by side. Where two have a field of one name, it has what both say of it.
    fn merged(&mut self, field: &Field, of: &[Type], asked: bool) -> Shown {
        let mut all: Vec<Member> = Vec::new();
        for ty in of {
            // A variant that is one text stands under the name of the whole, where no fields can.
            let Some(Shown::Group(members)) = self.group(field, ty, asked) else { continue };
            for member in members {
                match all.iter_mut().find(|known| known.step == member.step) {
                    Some(known) => known.shown.join(member.shown),
                    None => all.push(member),
                }
            }
        }
        Shown::Group(all)
    }
}

impl Shown {
    /// What both say of a name.
    fn join(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Input(own, choices), Self::Input(other, others)) => {
                own.join(&other);
                // Both have choices, as the tag of an enum has one in each variant.
                let both = !choices.is_empty() && !others.is_empty();
                let new: Vec<String> =
                    others.into_iter().filter(|choice| !choices.contains(choice)).collect();
                if both { choices.extend(new) } else { choices.clear() }
            }
            (Self::Group(own), Self::Group(others)) => {
                for member in others {
                    match own.iter_mut().find(|known| known.step == member.step) {
                        Some(known) => known.shown.join(member.shown),
                        None => own.push(member),
                    }
                }
            }
            (Self::Rows(own), Self::Rows(other)) | (Self::Named(own), Self::Named(other)) => own.join(*other),
            // Of names that mean different things nothing is known but the name.
            (own, _) => *own = Self::Input(Attributes::default(), Vec::new()),
        }
    }
}

/// What a choice is between, as a form sends it.
fn options(leaf: &Leaf<'_>) -> Vec<String> {
    match leaf.ty {
        Type::Literal { values, .. } => {
            values.iter().filter_map(|value| texts(value).into_iter().next()).collect()
        }
        _ => Vec::new(),
    }
}
