//! Places in a text, as the client counts them.

use std::sync::Arc;

use line_index::{LineCol, LineIndex, TextSize, WideEncoding};
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

    /// The byte at a position. A column behind the end of its line is the line's end, and a line behind the last is the
    /// end of the text, as the protocol asks for.
    pub(crate) fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let Some(line) = self.lines.line(position.line) else { return self.text.len() };
        let (start, end) = (usize::from(line.start()), usize::from(line.end()));
        start + column(&self.text[start..end], position.character, encoding)
    }

    /// The text after some edits, each a range of what the one before has left, or none for all of it.
    pub(crate) fn edited(
        &self,
        edits: impl IntoIterator<Item = (Option<Range>, String)>,
        encoding: Encoding,
    ) -> Self {
        let mut text = self.text.to_string();
        for (range, new) in edits {
            match range {
                Some(range) => text.replace_range(span_of(range, |at| offset_in(&text, at, encoding)), &new),
                None => text = new,
            }
        }
        Self::new(text)
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
}

/// The bytes of a range. One that ends before it starts is empty.
fn span_of(range: Range, offset: impl Fn(Position) -> usize) -> std::ops::Range<usize> {
    let start = offset(range.start);
    start..offset(range.end).max(start)
}

/// [`Text::offset`] of a text whose lines nobody has counted, and which will be another one soon.
fn offset_in(text: &str, position: Position, encoding: Encoding) -> usize {
    let mut ends = text.match_indices('\n').map(|(at, _)| at + 1);
    let start = match position.line.checked_sub(1) {
        None => 0,
        Some(before) => match ends.nth(before as usize) {
            Some(start) => start,
            None => return text.len(),
        },
    };
    start + column(text[start..].split('\n').next().unwrap_or_default(), position.character, encoding)
}

/// The byte of a line at a column.
fn column(line: &str, column: u32, encoding: Encoding) -> usize {
    let line = line.trim_end_matches(['\n', '\r']);
    let column = column as usize;
    let units = match encoding {
        Encoding::Utf8 => return line.floor_char_boundary(column.min(line.len())),
        Encoding::Utf16 => char::len_utf16,
        Encoding::Utf32 => |_| 1,
    };
    let mut at = 0;
    let behind = line.char_indices().find(|(_, char)| {
        at += units(*char);
        at > column
    });
    behind.map_or(line.len(), |(at, _)| at)
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
                assert_eq!(offset_in(TEXT, position, encoding), expected, "{encoding:?} {position:?}");
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
            assert_eq!(offset_in(TEXT, position, Encoding::Utf16), expected, "{position:?}");
        }
        let backwards = Range { start: Position::new(1, 1), end: Position::new(0, 0) };
        let end_of_b = TEXT.find('b').unwrap() + 1;
        assert_eq!(span_of(backwards, |at| text.offset(at, Encoding::Utf16)), end_of_b..end_of_b);
    }

    #[test]
    fn each_edit_is_of_what_the_one_before_has_left() {
        let range =
            |start, end| Some(Range { start: Position::new(start, 0), end: Position::new(end, u32::MAX) });
        let edits = [(range(0, 0), "a\n🦀"), (range(1, 1), "é"), (range(2, 9), ""), (range(0, 0), "b\r")];
        let edits = edits.map(|(range, new)| (range, new.to_owned()));
        assert_eq!(Text::new(TEXT).edited(edits.clone(), Encoding::Utf8).as_str(), "b\r\né\r\n");
        let whole = edits.into_iter().chain([(None, "whole".to_owned())]);
        assert_eq!(Text::new(TEXT).edited(whole, Encoding::Utf8).as_str(), "whole");
    }
}
