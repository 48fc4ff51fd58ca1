//! How much a form may ask of the server.

/// The most that is read of a form. What is past a limit is refused as soon as it is seen, and never kept.
///
/// ```
/// use rutter::form::Limits;
///
/// let limits = Limits { body: 100 << 20, ..Limits::DEFAULT };
/// assert_eq!(limits.pairs, 1_000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole body, files included. By default 32 MiB; a form of large files needs more.
    pub body: usize,
    /// Bytes of all names and texts together. By default 2 MiB, which is what axum takes of a body.
    pub text: usize,
    /// Bytes of one text. By default 1 MiB.
    pub value: usize,
    /// Values, files included. By default 1,000, as in PHP and Django.
    pub pairs: usize,
    /// Steps of a name: `a[0].b` has three. By default 16, and 32 at the most.
    pub depth: usize,
    /// The greatest index of a list. By default 999.
    pub index: usize,
    /// Bytes of a file whose field states no `max_size`. By default 10 MiB.
    pub file: usize,
}

impl Limits {
    /// The most steps that a name may be allowed, because each is a call on the stack while it is read.
    pub(super) const DEEPEST: usize = 32;

    /// What holds where nothing is stated.
    pub const DEFAULT: Self = Self {
        body: 32 << 20,
        text: 2 << 20,
        value: 1 << 20,
        pairs: 1_000,
        depth: 16,
        index: 999,
        file: 10 << 20,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
