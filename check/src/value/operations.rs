//! What can be done with a value: reading a member, calling, awaiting, iterating. Expressions and types share these.

mod call;
mod class;
mod infer;
mod iterate;
mod left;
mod member;
mod overload;
mod parts;
mod returned;
mod signature;

pub(super) use call::Arguments;
pub(super) use class::is_bodiless;
pub(super) use left::Answer;
pub(super) use parts::{are_equal, is_truthy};
