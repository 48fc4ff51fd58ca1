//! The same random choices in every run.

/// Where the choices come from (xorshift64*).
pub(crate) struct Random(u64);

/// What random expressions are made of.
const ATOMS: &[&str] = &[
    "a",
    "b",
    "ab",
    "k",
    "é",
    "😀",
    "_",
    "1",
    "-",
    "[a-c]",
    "[^a]",
    "[^\\n]",
    "[[:word:]--a]",
    "[\\r\\n]",
    "[😀-😎x]",
    "\\d",
    "\\s",
    "\\S",
    "\\D",
    "(?-u:\\w)",
    "\\W",
    "\\w",
    "\\p{Lu}",
    "\\p{Greek}",
    ".",
    "(?s:.)",
    "(?R:.)",
    "(?i:k)",
    "(?i:ß)",
    "(?i:[a-z])",
    "(?i:Ω)",
    "^",
    "$",
    "\\A",
    "\\z",
    "(?m:^)",
    "(?m:$)",
    "(?mR:^)",
    "(?mR:$)",
    "(?-u:\\b)",
    "(?-u:\\B)",
    "\\b",
    "\\B",
    "\\b{start}",
    "\\b{end-half}",
    "(?-u:\\b{start})",
    "(?-u:\\b{end})",
    "\\n",
    "\\r",
    "\\x00",
    "\\u{2028}",
    "\\u{10ffff}",
    "",
];
const QUANTIFIERS: &[&str] = &["", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{2,}", "{0,2}?"];

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Less than `limit`, which is not 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }

    pub(crate) fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    /// A text with one thing changed.
    pub(crate) fn changed(&mut self, text: &str, odd: &[&str]) -> String {
        let mut chars: Vec<String> = text.chars().map(String::from).collect();
        let at = self.below(chars.len() + 1);
        let insert = self.one(odd).to_owned();
        match self.below(4) {
            0 if at < chars.len() => drop(chars.remove(at)),
            1 if at < chars.len() => chars[at] = insert,
            2 if at < chars.len() => chars.insert(at, chars[at].clone()),
            _ => chars.insert(at, insert),
        }
        chars.concat()
    }

    /// An expression, at most so deep.
    pub(crate) fn regex(&mut self, depth: usize) -> String {
        let parts = 1 + self.below(3);
        (0..parts).map(|_| self.repeated(depth)).collect()
    }

    fn repeated(&mut self, depth: usize) -> String {
        let atom = match self.below(4) {
            0 if depth > 0 => {
                let branches: Vec<String> = (0..=self.below(3)).map(|_| self.regex(depth - 1)).collect();
                branches.join("|")
            }
            _ => self.one(ATOMS).to_owned(),
        };
        format!("(?:{atom}){}", self.one(QUANTIFIERS))
    }
}
