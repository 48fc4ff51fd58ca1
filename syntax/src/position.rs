//! Places in a file, as a person counts them.

use std::fmt;

/// A place in a file: the line and the column, both counted from 1.
///
/// A column counts characters (Unicode scalar values), so a tab is one column and so is `é`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// The lines of a text, to turn byte offsets into positions.
pub(crate) struct Lines<'s> {
    source: &'s str,
    /// Where each line but the first begins.
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    pub(crate) fn new(source: &'s str) -> Lines<'s> {
        let starts = source.match_indices('\n').map(|(offset, _)| offset + 1).collect();
        Lines { source, starts }
    }

    /// The place of the byte `offset`. An offset behind the end is the end, and one inside a character is that
    /// character.
    pub(crate) fn position(&self, offset: u32) -> Position {
        let mut offset = self.source.len().min(offset as usize);
        while !self.source.is_char_boundary(offset) {
            offset -= 1;
        }
        let lines_before = self.starts.partition_point(|start| *start <= offset);
        let start = lines_before.checked_sub(1).map_or(0, |line| self.starts[line]);
        Position { line: lines_before + 1, column: self.source[start..offset].chars().count() + 1 }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Position};

    #[test]
    fn lines_and_columns_are_counted_from_one_in_characters() {
        let lines = Lines::new("ab\r\né=1\n");
        for (offset, line, column) in [
            (0, 1, 1),
            (2, 1, 3),
            (4, 2, 1),
            (5, 2, 1), // inside the two bytes of é
            (6, 2, 2),
            (9, 3, 1),
            (99, 3, 1),
        ] {
            assert_eq!(lines.position(offset), Position { line, column }, "offset {offset}");
        }
    }
}
