//! What differs between two contracts, and whom it breaks.
//!
//! [`diff`] judges every type by the way in which it is used: what is sent must still be taken, and what is answered must
//! still be understood. So the same difference may break who sends and be safe for who reads. A named type is told once,
//! however many endpoints use it, with all that do; one that nothing uses is judged both ways.
//!
//! What is decided, where it could be otherwise:
//!
//! - a name that is new in an enum of a response breaks readers: the generated type lists the names, and a `switch` over
//!   them has no case for it;
//! - a new status breaks readers if it is a success, and is safe if it is an error, for which a caller must be ready anyway;
//! - another default breaks who leaves the value out: the same request means something else, and nobody is told;
//! - a field of a response that is gone breaks readers, also if it could be missing before;
//! - a rule that only the server can run breaks who sends if it is new: what it refuses cannot be known;
//! - what a request may send because serde takes it, such as a list in place of an object, is not part of the type.
//!
//! The comparison is pure, and its work is bounded whatever the contracts hold.

mod at;
mod change;
mod compare;
mod endpoint;
mod field;
mod literal;
mod object;
mod rules;
mod scalar;
mod shape;
mod union;
mod url;
mod users;
mod walk;
mod words;

pub use change::{Audience, Change, Code, Effect, Subject};
pub use compare::diff;

use crate::judge::Types;
