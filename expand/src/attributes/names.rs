//! Names that may differ between requests and responses.

use syn::meta::ParseNestedMeta;
use syn::{LitStr, Result};

/// A value for each direction of serde.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BothWays<T> {
    /// For what is read.
    pub(crate) request: T,
    /// For what is written.
    pub(crate) response: T,
}

/// Reads `= "name"` or `(serialize = "name", deserialize = "name")`. In the second form a direction that is not given
/// stays `None`; an attribute may name one direction several times, of which the first counts.
pub(crate) fn parse(meta: &ParseNestedMeta<'_>) -> Result<BothWays<Option<LitStr>>> {
    let mut names: BothWays<Option<LitStr>> = BothWays::default();
    if meta.input.peek(syn::Token![=]) {
        let name: LitStr = meta.value()?.parse()?;
        return Ok(BothWays { request: Some(name.clone()), response: Some(name) });
    }
    meta.parse_nested_meta(|inner| {
        let name: LitStr = inner.value()?.parse()?;
        if inner.path.is_ident("serialize") {
            names.response.get_or_insert(name);
        } else if inner.path.is_ident("deserialize") {
            names.request.get_or_insert(name);
        }
        Ok(())
    })?;
    Ok(names)
}
