//! Less to read on the outside, for the same answer.
//!
//! Where an expression may match anywhere in a text, `a+b` is found exactly where `ab` is: a match of the one holds a match of
//! the other. Without the repetition, a backtracking engine has less to try again. The same holds at the end.

use regex_syntax::hir::{Hir, HirKind, Repetition};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Front,
    Back,
}

/// An expression with a match in the same texts.
pub(super) fn trim(hir: &Hir) -> Hir {
    side(&side(hir, Side::Front), Side::Back)
}

fn side(hir: &Hir, at: Side) -> Hir {
    match hir.kind() {
        HirKind::Capture(capture) => side(&capture.sub, at),
        HirKind::Repetition(Repetition { min: 0, .. }) => Hir::empty(),
        HirKind::Repetition(Repetition { min: 1, sub, .. }) => side(sub, at),
        HirKind::Repetition(repetition) => {
            Hir::repetition(Repetition { max: Some(repetition.min), ..repetition.clone() })
        }
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(|part| side(part, at)).collect()),
        HirKind::Concat(parts) => {
            let mut parts = parts.clone();
            while !parts.is_empty() {
                let outer = if at == Side::Front { 0 } else { parts.len() - 1 };
                let trimmed = side(&parts[outer], at);
                if *trimmed.kind() != HirKind::Empty {
                    parts[outer] = trimmed;
                    break;
                }
                parts.remove(outer);
            }
            Hir::concat(parts)
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}
