//! The sources of redirects and rewrites as tokens, by the grammar of path-to-regexp 6.

/// One piece of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Text(String),
    Param(SourceParam),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceParam {
    /// The name after `:`; `None` for a group without one, such as `(.*)`.
    pub(crate) name: Option<String>,
    /// The text before it that belongs to it: `/` in `/:id`.
    pub(crate) prefix: String,
    /// The text after it inside braces: `b` in `{a:id-b}`.
    pub(crate) suffix: String,
    pub(crate) matches: Match,
    pub(crate) modifier: Option<char>,
}

/// What a parameter of a source matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// One whole segment: no pattern was given.
    Segment,
    /// No pattern was given, and the text before the parameter bounds it: the second one of `:a-:b`.
    BoundedSegment,
    /// The pattern in parentheses; empty for a plain group `{/foo}`.
    Regex(String),
}

/// A source that path-to-regexp does not accept.
pub(crate) struct Malformed;

/// Parses a source by the grammar of path-to-regexp 6.
pub(crate) fn parse(source: &str) -> Result<Vec<Token>, Malformed> {
    Parser { rest: source, tokens: Vec::new(), text: String::new() }.run()
}

struct Parser<'a> {
    rest: &'a str,
    tokens: Vec<Token>,
    /// Text not yet followed by a parameter.
    text: String,
}

impl Parser<'_> {
    fn run(mut self) -> Result<Vec<Token>, Malformed> {
        while let Some(char) = self.rest.chars().next() {
            match char {
                ':' | '(' => self.param(String::new())?,
                '{' => self.group()?,
                '}' | '*' | '+' | '?' => return Err(Malformed),
                '\\' => {
                    let escaped = self.escaped()?;
                    self.text.push(escaped);
                }
                _ => {
                    self.rest = &self.rest[char.len_utf8()..];
                    // A `/` or `.` directly before a parameter belongs to it, and is repeated with it.
                    if self.rest.starts_with([':', '(']) && matches!(char, '/' | '.') {
                        self.param(char.to_string())?;
                    } else {
                        self.text.push(char);
                    }
                }
            }
        }
        self.flush();
        Ok(self.tokens)
    }

    /// `:name`, `(regex)` or both, with its modifier.
    fn param(&mut self, prefix: String) -> Result<(), Malformed> {
        let name = self.name()?;
        let regex = self.regex()?;
        self.flush();
        let matches = match regex {
            Some(regex) => Match::Regex(regex),
            None => self.default_match(&prefix)?,
        };
        let modifier = self.modifier();
        let suffix = String::new();
        self.tokens.push(Token::Param(SourceParam { name, prefix, suffix, matches, modifier }));
        Ok(())
    }

    /// `{prefix:name(regex)suffix}` with its modifier.
    fn group(&mut self) -> Result<(), Malformed> {
        self.flush();
        self.rest = &self.rest[1..];
        let prefix = self.plain_text()?;
        let name = self.name()?;
        let regex = self.regex()?;
        let suffix = self.plain_text()?;
        self.rest = self.rest.strip_prefix('}').ok_or(Malformed)?;
        let matches = match (regex, &name) {
            (Some(regex), _) => Match::Regex(regex),
            (None, Some(_)) => self.default_match(&prefix)?,
            (None, None) => Match::Regex(String::new()),
        };
        let modifier = self.modifier();
        self.tokens.push(Token::Param(SourceParam { name, prefix, suffix, matches, modifier }));
        Ok(())
    }

    fn name(&mut self) -> Result<Option<String>, Malformed> {
        let Some(after) = self.rest.strip_prefix(':') else { return Ok(None) };
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
        if end == 0 {
            return Err(Malformed);
        }
        self.rest = &after[end..];
        Ok(Some(after[..end].to_owned()))
    }

    /// The text between balanced parentheses. Capturing groups inside are not allowed.
    fn regex(&mut self) -> Result<Option<String>, Malformed> {
        let Some(inside) = self.rest.strip_prefix('(') else { return Ok(None) };
        if inside.starts_with('?') {
            return Err(Malformed);
        }
        let mut depth = 1;
        let mut chars = inside.char_indices();
        while let Some((at, char)) = chars.next() {
            match char {
                '\\' => {
                    chars.next();
                }
                '(' if !inside[at + 1..].starts_with('?') => return Err(Malformed),
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.rest = &inside[at + 1..];
                return if at == 0 { Err(Malformed) } else { Ok(Some(inside[..at].to_owned())) };
            }
        }
        Err(Malformed)
    }

    fn modifier(&mut self) -> Option<char> {
        let modifier = self.rest.chars().next().filter(|char| matches!(char, '*' | '+' | '?'))?;
        self.rest = &self.rest[1..];
        Some(modifier)
    }

    fn plain_text(&mut self) -> Result<String, Malformed> {
        let mut text = String::new();
        while let Some(char) = self.rest.chars().next() {
            match char {
                ':' | '(' | '{' | '}' | '*' | '+' | '?' => break,
                '\\' => text.push(self.escaped()?),
                _ => {
                    self.rest = &self.rest[char.len_utf8()..];
                    text.push(char);
                }
            }
        }
        Ok(text)
    }

    fn escaped(&mut self) -> Result<char, Malformed> {
        let char = self.rest[1..].chars().next().ok_or(Malformed)?;
        self.rest = &self.rest[1 + char.len_utf8()..];
        Ok(char)
    }

    /// What a parameter without a pattern matches: a whole segment, unless the text before it would be part of one.
    /// Two parameters side by side are an error.
    fn default_match(&self, prefix: &str) -> Result<Match, Malformed> {
        let before = match self.tokens.last() {
            _ if !prefix.is_empty() => prefix,
            Some(Token::Text(text)) => text,
            Some(Token::Param(_)) => return Err(Malformed),
            None => "",
        };
        Ok(if before.is_empty() || before.contains(['/', '#', '?']) {
            Match::Segment
        } else {
            Match::BoundedSegment
        })
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.tokens.push(Token::Text(std::mem::take(&mut self.text)));
        }
    }
}
