//! Places in a text, as the client counts them.

use std::sync::Arc;

use line_index::{LineCol, LineIndex, TextSize, WideEncoding, WideLineCol};
use lsp_types::{Position, PositionEncodingKind, Range};

/// In what the client counts columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16, which every client knows.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A text with its lines. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    text: Arc<str>,
    lines: Arc<LineIndex>,
}

impl Encoding {
    /// The first that the client offers and we know; the protocol's own where it offers none.
    pub(crate) fn of_offered(offered: &[PositionEncodingKind]) -> Self {
        let known = offered.iter().find_map(|kind| match kind {
            PositionEncodingKind::UTF8 => Some(Self::Utf8),
            PositionEncodingKind::UTF16 => Some(Self::Utf16),
            PositionEncodingKind::UTF32 => Some(Self::Utf32),
            PositionEncodingKind::Custom(_) => None,
        });
        known.unwrap_or_default()
    }

    /// The protocol's name of it.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn wide(self) -> Option<WideEncoding> {
        match self {
            Self::Utf8 => None,
            Self::Utf16 => Some(WideEncoding::Utf16),
            Self::Utf32 => Some(WideEncoding::Utf32),
        }
    }
}

impl Text {
    pub(crate) fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let lines = Arc::new(LineIndex::new(&text));
        Self { text, lines }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn shared(&self) -> &Arc<str> {
        &self.text
    }

    /// The byte at a position. A column behind the end of its line is the line's end, and a line behind the last is the
    /// end of the text, as the protocol asks for.
    pub(crate) fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let Some(line) = self.lines.line(position.line) else { return self.text.len() };
        let (start, end) = (usize::from(line.start()), usize::from(line.end()));
        let end = start + self.text[start..end].trim_end_matches(['\n', '\r']).len();
        let column = match encoding.wide() {
            None => Some(position.character),
            Some(wide) => {
                let at = WideLineCol { line: position.line, col: position.character };
                self.lines.to_utf8(wide, at).map(|at| at.col)
            }
        };
        let offset = column.and_then(|column| start.checked_add(column as usize)).unwrap_or(end);
        self.text.floor_char_boundary(offset.min(end))
    }

    /// The position of a byte; of the start of the character that it is in.
    pub(crate) fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        // Texts are far smaller than 4 GB; a larger one has its end here.
        let offset = TextSize::from(u32::try_from(offset).unwrap_or(u32::MAX));
        let LineCol { line, col } = self.lines.line_col(offset);
        let wide = encoding.wide().and_then(|wide| self.lines.to_wide(wide, LineCol { line, col }));
        Position { line, character: wide.map_or(col, |wide| wide.col) }
    }

    /// The range of some bytes.
    pub(crate) fn range(&self, span: std::ops::Range<usize>, encoding: Encoding) -> Range {
        Range { start: self.position(span.start, encoding), end: self.position(span.end, encoding) }
    }

    /// The bytes of a range. One that ends before it starts is empty.
    pub(crate) fn span(&self, range: Range, encoding: Encoding) -> std::ops::Range<usize> {
        let start = self.offset(range.start, encoding);
        start..self.offset(range.end, encoding).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a🦀ä\r\nb\n\nç";

    #[test]
    fn every_character_has_a_position_that_leads_back() {
        let text = Text::new(TEXT);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (offset, _) in TEXT.char_indices().chain([(TEXT.len(), ' ')]) {
                let position = text.position(offset, encoding);
                // Between `\r` and `\n` is no position of the protocol's.
                let expected = if offset == TEXT.find('\n').unwrap() { offset - 1 } else { offset };
                assert_eq!(text.offset(position, encoding), expected, "{encoding:?} {position:?}");
            }
        }
        let columns = |encoding| text.position(TEXT.find('ä').unwrap(), encoding).character;
        assert_eq!([Encoding::Utf8, Encoding::Utf16, Encoding::Utf32].map(columns), [5, 3, 2]);
    }

    #[test]
    fn what_lies_outside_is_taken_as_the_nearest_place() {
        let text = Text::new(TEXT);
        for (line, character, expected) in [
            (0, 99, TEXT.find('\r').unwrap()),
            (2, 5, TEXT.rfind('\n').unwrap()),
            (3, 1, TEXT.len()),
            (3, u32::MAX, TEXT.len()),
            (99, 0, TEXT.len()),
            // The second unit of the crab is no place either.
            (0, 2, 1),
        ] {
            let position = Position { line, character };
            assert_eq!(text.offset(position, Encoding::Utf16), expected, "{position:?}");
        }
        let backwards = Range { start: Position::new(1, 1), end: Position::new(0, 0) };
        let end_of_b = TEXT.find('b').unwrap() + 1;
        assert_eq!(text.span(backwards, Encoding::Utf16), end_of_b..end_of_b);
    }
}
