//! Queries and paths, made up from a seed.

/// Texts of every script, and what is special to URLs or to one of the languages.
const TEXTS: &[&str] = &[
    "",
    "a",
    "0",
    "1",
    "-1",
    "true",
    "ß",
    "İ",
    "日本",
    "العربية",
    "😀",
    "👨‍👩‍👧",
    "e\u{301}",
    "\r",
    "\r\n",
    "\u{2028}",
    "\0",
    "\u{feff}",
    "%",
    "%2C",
    "%25",
    "&",
    "=",
    "+",
    " ",
    ",",
    ",,",
    "a,b",
    "/",
    "..",
    "[0]",
    "null",
    "undefined",
    "__proto__",
    "𝟙",
    "١",
    "½",
    "1\u{a0}",
];

/// Names beside those of the fields.
const NAMES: &[&str] = &["k", "l", "m", "n", "k[]", "__proto__", "a-b", "K", "constructor", ""];

/// A sequence of numbers that looks random and is the same everywhere (xorshift64*).
pub(crate) struct Inputs(u64);

impl Inputs {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }

    /// A text: mostly one that a field may mean, or several in one.
    fn text(&mut self, likely: &[&str]) -> String {
        match self.below(8) {
            0 => self.pick(TEXTS).to_owned(),
            1 => format!("{}{}", self.pick(likely), self.pick(TEXTS)),
            2 => format!("{},{}", self.pick(likely), self.pick(likely)),
            3 => self.below(100_000).to_string(),
            _ => self.pick(likely).to_owned(),
        }
    }

    /// A query string.
    pub(crate) fn query(&mut self, likely: &[&str]) -> String {
        let count = self.below(6);
        let mut query = form_urlencoded::Serializer::new(String::new());
        for _ in 0..count {
            let among = if self.below(4) == 0 { NAMES.len() } else { 3 };
            let (name, text) = (NAMES[self.below(among)], self.text(likely));
            query.append_pair(name, &text);
        }
        query.finish()
    }

    /// A path of a pattern, as a browser sends it.
    pub(crate) fn path(&mut self, pattern: &str, likely: &[&str]) -> String {
        let mut path = String::new();
        for segment in pattern.split('/').filter(|segment| !segment.is_empty()) {
            let count = match segment {
                _ if segment.starts_with("[[...") => self.below(4),
                _ if segment.starts_with("[...") => 1 + self.below(3),
                _ => 1,
            };
            for _ in 0..count {
                let text = if segment.starts_with('[') { self.segment(likely) } else { segment.to_owned() };
                path.extend(["/", &text]);
            }
        }
        path
    }

    /// A segment that is not empty and that a browser leaves in its place.
    fn segment(&mut self, likely: &[&str]) -> String {
        loop {
            let text = self.text(likely);
            if !matches!(text.as_str(), "" | "." | "..") {
                return percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC)
                    .to_string();
            }
        }
    }
}
