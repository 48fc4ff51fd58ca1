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
            Type::All { of } => {
                let parts = of.iter().flat_map(|ty| self.members(field, ty, asked));
                Some(Shown::Group(parts.collect()))
            }
            // What one variant asks for, another does without.
            Type::Union { variants, .. } => {
                let variants = variants.iter().map(|ty| self.members(field, ty, false));
                Some(Shown::Group(joined(variants.collect())))
            }
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

    /// The fields of a type that shares its place with others. One that is a text has none: it stands under the name of the
    /// whole.
    fn members(&mut self, field: &Field, ty: &Type, asked: bool) -> Vec<Member> {
        match self.group(field, ty, asked) {
            Some(Shown::Group(members)) => members,
            _ => Vec::new(),
        }
    }
}

/// The fields of variants. Where some variants do not have a field, the server does not look at it when one of them is chosen.
fn joined(variants: Vec<Vec<Member>>) -> Vec<Member> {
    let count = variants.len();
    let mut all: Vec<(Step, Option<String>, Vec<Shown>)> = Vec::new();
    for Member { step, doc, shown } in variants.into_iter().flatten() {
        match all.iter_mut().find(|(known, ..)| *known == step) {
            Some((.., same)) => same.push(shown),
            None => all.push((step, doc, vec![shown])),
        }
    }
    let member = |(step, doc, same): (Step, Option<String>, Vec<Shown>)| {
        let is_everywhere = same.len() == count;
        let mut shown = Shown::join(same);
        if !is_everywhere {
            shown.loosen();
        }
        Member { step, doc, shown }
    };
    all.into_iter().map(member).collect()
}

impl Shown {
    /// What all say of a name. Of one that means different things nothing is known but the name.
    fn join(all: Vec<Self>) -> Self {
        let (mut inputs, mut groups, mut rows, mut named) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for shown in all {
            match shown {
                Self::Input(attributes, options) => inputs.push((attributes, options)),
                Self::Group(members) => groups.push(members),
                Self::Rows(of) => rows.push(*of),
                Self::Named(of) => named.push(*of),
            }
        }
        match [inputs.is_empty(), groups.is_empty(), rows.is_empty(), named.is_empty()] {
            [false, true, true, true] => {
                let (attributes, options) = inputs.into_iter().reduce(join_inputs).unwrap_or_default();
                Self::Input(attributes, options)
            }
            [true, false, true, true] => Self::Group(joined(groups)),
            [true, true, false, true] => Self::Rows(Box::new(Self::join(rows))),
            [true, true, true, false] => Self::Named(Box::new(Self::join(named))),
            _ => Self::Input(Attributes::default(), Vec::new()),
        }
    }

    /// Takes from every input what would stop a form.
    fn loosen(&mut self) {
        match self {
            Self::Input(attributes, _) => attributes.loosen(),
            Self::Group(members) => members.iter_mut().for_each(|member| member.shown.loosen()),
            Self::Rows(of) | Self::Named(of) => of.loosen(),
        }
    }
}

type Input = (Attributes, Vec<String>);

fn join_inputs((mut own, mut options): Input, (other, others): Input) -> Input {
    own.join(&other);
    // Both have choices, as the tag of an enum has one in each variant.
    let both = !options.is_empty() && !others.is_empty();
    let new: Vec<String> = others.into_iter().filter(|choice| !options.contains(choice)).collect();
    if both {
        options.extend(new);
    } else {
        options.clear();
    }
    (own, options)
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

#[cfg(test)]
mod tests {
    use rutter_contract::{IntegerWidth, Object};

    use super::*;

    /// The attributes of each field of an enum with the tag `kind`, of variants with these other fields.
    fn attributes<const N: usize>(variants: [&[(&str, IntegerWidth)]; N]) -> Vec<(String, String)> {
        let variant = |(at, fields): (usize, &[(&str, IntegerWidth)])| {
            let tag = Field::new("kind", Type::literal([format!("v{at}")]));
            let whole = |width| Type::Integer { width, non_zero: false };
            let others = fields.iter().map(|(name, width)| Field::new(*name, whole(*width)));
            Type::Object(Object::new(std::iter::once(tag).chain(others).collect()))
        };
        let variants = variants.into_iter().enumerate().map(variant).collect();
        let ty = Type::Union { variants, tag: Some("kind".to_owned()), keyed: false };
        let mut fields = Fields { types: &Types::new(), open: Vec::new() };
        let Some(Shown::Group(members)) = fields.field(&Field::new("", ty), true) else { return Vec::new() };
        let told = |member: Member| match (member.step, member.shown) {
            (Step::Key(key), Shown::Input(attributes, _)) => {
                let of_input = attributes.iter().map(|(name, value)| format!("{name}={value}"));
                (key, of_input.collect::<Vec<_>>().join(" "))
            }
            _ => panic!("no input"),
        };
        members.into_iter().map(told).filter(|(key, _)| key != "kind").collect()
    }

    #[test]
    fn a_field_that_every_variant_has_binds_as_far_as_they_agree() {
        let same = attributes([&[("n", IntegerWidth::U8)], &[("n", IntegerWidth::U8)]]);
        assert_eq!(same, [("n".to_owned(), "type=\"number\" min=0 max=255 step=1".to_owned())]);
        let wider = attributes([&[("n", IntegerWidth::U8)], &[("n", IntegerWidth::U16)]]);
        assert_eq!(wider, [("n".to_owned(), "type=\"number\" min=0 step=1".to_owned())]);
    }

    #[test]
    fn a_field_of_some_variants_binds_nothing() {
        let loose = |name: &str| (name.to_owned(), "type=\"number\" step=\"any\"".to_owned());
        let (n, m) = (("n", IntegerWidth::U8), ("m", IntegerWidth::I8));
        assert_eq!(attributes([&[n], &[m]]), [loose("n"), loose("m")]);
        assert_eq!(attributes([&[n], &[n], &[]]), [loose("n")]);
        assert_eq!(attributes([&[], &[n], &[n]]), [loose("n")]);
    }
}
