//! What nodes stand in, in four bytes each.

use super::{Class, Declarator, Expr, Function, Id, Node, Pattern, Statement};

/// A [`Node`] in half the space: which kind of node it is in the last three bits, and its index before them. Only a file of
/// some gigabytes has so many nodes that an index does not fit, and such a file is never read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parent(u32);

impl From<Node> for Parent {
    fn from(node: Node) -> Self {
        let (kind, index) = match node {
            Node::File => (0, 0),
            Node::Expr(expr) => (1, expr.index()),
            Node::Statement(statement) => (2, statement.index()),
            Node::Declarator(declarator) => (3, declarator.index()),
            Node::Pattern(pattern) => (4, pattern.index()),
            Node::Function(function) => (5, function.index()),
            Node::Class(class) => (6, class.index()),
            Node::Jsx(jsx) => (7, jsx.index()),
        };
        Self(u32::try_from(index << 3).unwrap_or(0) | kind)
    }
}

impl From<Parent> for Node {
    fn from(Parent(packed): Parent) -> Self {
        let index = packed as usize >> 3;
        match packed & 7 {
            0 => Self::File,
            1 => Self::Expr(Id::new(index)),
            2 => Self::Statement(Id::new(index)),
            3 => Self::Declarator(Id::new(index)),
            4 => Self::Pattern(Id::new(index)),
            5 => Self::Function(Id::new(index)),
            6 => Self::Class(Id::new(index)),
            _ => Self::Jsx(Id::new(index)),
        }
    }
}

macro_rules! parents {
    ($($(#[$doc:meta])* $node:ident),* $(,)?) => {$(
        impl $node {
            $(#[$doc])*
            #[must_use]
            pub fn parent(&self) -> Node {
                self.parent.into()
            }
        }
    )*};
}
parents! {
    /// What it stands in.
    Expr,
    /// What it stands in.
    Statement,
    /// The statement, or what stands in the head of a loop.
    Declarator,
    /// What it stands in.
    Pattern,
    /// What it stands in.
    Function,
    /// What it stands in.
    Class,
}

#[cfg(test)]
mod tests {
    use super::{Id, Node, Parent};

    #[test]
    fn a_node_comes_out_as_it_went_in() {
        for index in [0, 1, 1 << 20] {
            for node in [
                Node::File,
                Node::Expr(Id::new(index)),
                Node::Statement(Id::new(index)),
                Node::Declarator(Id::new(index)),
                Node::Pattern(Id::new(index)),
                Node::Function(Id::new(index)),
                Node::Class(Id::new(index)),
                Node::Jsx(Id::new(index)),
            ] {
                assert_eq!(Node::from(Parent::from(node)), node);
            }
        }
    }
}
