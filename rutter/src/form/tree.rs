//! The values of a form, put together by the steps of their names.

use std::collections::HashMap;

use super::limits::Limits;
use super::name::{self, Step};
use super::pairs::{Pairs, Sent};
use super::rejection::{FormRejection, shown};
use crate::errors::FieldErrors;

/// All values by the steps of their names.
pub(super) struct Tree<'p> {
    /// The first is the form itself, under no name.
    nodes: Vec<Node<'p>>,
    /// The values of all nodes, those of one beside each other.
    values: Vec<&'p Sent<'p>>,
    /// Where the children of large nodes are, so that many names cost no more than their number.
    index: Option<HashMap<(NodeId, &'p str), NodeId>>,
}

/// Names that begin with the same steps.
pub(super) struct Node<'p> {
    /// The last step.
    pub(super) key: &'p str,
    /// Where what was sent under this name itself begins, and how much it is.
    first_value: usize,
    values: usize,
    first_child: Option<NodeId>,
    last_child: Option<NodeId>,
    next: Option<NodeId>,
}

/// The index of a node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(usize);

/// As many nodes are searched one by one.
const FEW: usize = 32;

impl<'p> Tree<'p> {
    /// The form itself.
    pub(super) const ROOT: NodeId = NodeId(0);

    /// Puts pairs together.
    ///
    /// # Errors
    /// Every name with more steps than the limits allow, or with `[]` where an index is needed.
    pub(super) fn of(pairs: &'p Pairs<'p>, limits: &Limits) -> Result<Self, FormRejection> {
        let pairs = pairs.as_slice();
        let mut tree = Self { nodes: Vec::with_capacity(pairs.len() + 1), values: Vec::new(), index: None };
        tree.nodes.push(Node::new(""));
        let mut places = Vec::with_capacity(pairs.len());
        let mut wrong = FieldErrors::default();
        for pair in pairs {
            match tree.node_of(&pair.name, limits) {
                Ok(node) => {
                    tree.nodes[node.0].values += 1;
                    places.push((node, &pair.value));
                }
                Err(why) => wrong.add(shown(&pair.name), why),
            }
        }
        if !wrong.is_empty() {
            return Err(FormRejection::Malformed(wrong));
        }
        // The values of a node come in the order in which they were sent.
        places.sort_by_key(|(node, _)| *node);
        tree.values = places.into_iter().map(|(_, value)| value).collect();
        let mut first_value = 0;
        for node in &mut tree.nodes {
            node.first_value = first_value;
            first_value += node.values;
        }
        Ok(tree)
    }

    /// What was sent under the name of a node itself, in order.
    pub(super) fn values(&self, id: NodeId) -> &[&'p Sent<'p>] {
        let node = self.node(id);
        &self.values[node.first_value..][..node.values]
    }

    /// The number of nodes.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn node(&self, id: NodeId) -> &Node<'p> {
        &self.nodes[id.0]
    }

    /// The nodes one step further, in the order in which they were first sent.
    pub(super) fn children(&self, of: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.node(of).first_child, |id| self.node(*id).next)
    }

    pub(super) fn child(&self, of: NodeId, key: &str) -> Option<NodeId> {
        match &self.index {
            Some(index) => index.get(&(of, key)).copied(),
            None => self.children(of).find(|id| self.node(*id).key == key),
        }
    }

    /// As [`child`](Self::child), where the child after the one that was asked for last is likely to be meant: forms send
    /// fields in the order in which they are declared.
    pub(super) fn child_after(&self, last: &mut Option<NodeId>, of: NodeId, key: &str) -> Option<NodeId> {
        let next = match *last {
            Some(last) => self.node(last).next,
            None => self.node(of).first_child,
        };
        let found = next.filter(|id| self.node(*id).key == key).or_else(|| self.child(of, key));
        *last = found.or(*last);
        found
    }

    fn node_of(&mut self, name: &'p str, limits: &Limits) -> Result<NodeId, String> {
        let (head, steps) = name::split(name);
        let depth = limits.depth.min(Limits::DEEPEST);
        if steps.count() >= depth {
            return Err(format!("must not be nested more than {depth} deep"));
        }
        let mut at = self.grow(Self::ROOT, head);
        let mut steps = steps.peekable();
        while let Some(step) = steps.next() {
            match step {
                Step::Key(key) => at = self.grow(at, key),
                // What is pushed goes where values of the plain name go: `k[]=a` is `k=a`.
                Step::Push if steps.peek().is_none() => {}
                Step::Push => {
                    return Err(
                        "does not say which element is meant; write its index, as in `items[0].name`"
                            .to_owned(),
                    );
                }
            }
        }
        Ok(at)
    }

    /// The child of this key, made if need be.
    fn grow(&mut self, of: NodeId, key: &'p str) -> NodeId {
        // Forms send the fields of a group one after another.
        if let Some(last) = self.node(of).last_child
            && self.node(last).key == key
        {
            return last;
        }
        if let Some(known) = self.child(of, key) {
            return known;
        }
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node::new(key));
        let parent = &mut self.nodes[of.0];
        let last = parent.last_child.replace(id);
        match last {
            Some(last) => self.nodes[last.0].next = Some(id),
            None => parent.first_child = Some(id),
        }
        match &mut self.index {
            Some(index) => {
                index.insert((of, key), id);
            }
            None if self.nodes.len() > FEW => self.index_all(),
            None => {}
        }
        id
    }

    fn index_all(&mut self) {
        let mut index = HashMap::with_capacity(4 * FEW);
        for of in (0..self.nodes.len()).map(NodeId) {
            for child in self.children(of) {
                index.insert((of, self.node(child).key), child);
            }
        }
        self.index = Some(index);
    }
}

impl<'p> Node<'p> {
    fn new(key: &'p str) -> Self {
        Self { key, first_value: 0, values: 0, first_child: None, last_child: None, next: None }
    }

    pub(super) fn has_children(&self) -> bool {
        self.first_child.is_some()
    }
}
