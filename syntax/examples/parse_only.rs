//! Reads and parses files, and does nothing else: what `rutter check` is measured beside.
//!
//! `cargo run --release -p rutter-syntax --example parse_only -- LIST`, where `LIST` is a file with a path on each
//! line. One thread, and one arena that is used again for each file.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;

use oxc_allocator::Allocator;
use oxc_parser::Parser;
use oxc_span::SourceType;

#[expect(clippy::disallowed_methods, reason = "Rutter's own way to the disk is not to be measured here")]
#[expect(clippy::print_stdout, reason = "its output is for the person who started it")]
fn main() -> Result<(), Box<dyn Error>> {
    let list = std::env::args().nth(1).ok_or("which file lists the files to parse?")?;
    let mut allocator = Allocator::default();
    let (mut files, mut bytes) = (0, 0);
    for path in std::fs::read_to_string(list)?.lines().map(Path::new) {
        let text = std::fs::read_to_string(path)?;
        allocator.reset();
        let parsed = Parser::new(&allocator, &text, SourceType::from_path(path)?).parse();
        black_box(&parsed.program);
        (files, bytes) = (files + 1, bytes + text.len());
    }
    println!("{files} files, {bytes} bytes");
    Ok(())
}
