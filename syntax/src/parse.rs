//! Parsing with a bounded stack.
//!
//! The parser descends recursively and has no limit of its own: ten thousand opening brackets overflow the stack
//! of an ordinary thread, which ends the process. So each file is parsed on a thread whose stack is large enough
//! for the deepest tree that a text of its size can describe. A stack is reserved address space; the pages that
//! an ordinary file never touches cost nothing.

use std::thread;

use oxc_allocator::Allocator;
use oxc_ast::ast::Program;
use oxc_parser::{ParseOptions, Parser, ParserReturn};
use oxc_span::SourceType;

use crate::position::{Lines, Position};

/// Why a file could not be parsed, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong, in the parser's words, without a final period.
    pub message: String,
    /// The place in the file.
    pub position: Position,
}

/// What a reader looks at.
pub(crate) struct Parsed<'a> {
    pub(crate) program: &'a Program<'a>,
    /// Whether the file is an ES module: it has an `import` or `export` of its own.
    pub(crate) has_module_syntax: bool,
    pub(crate) source: &'a str,
}

/// Stack for the evaluator and for everything that is not nesting.
const BASE_STACK: usize = 8 << 20;

/// Stack for one byte that can open a nested expression or type. Measured on oxc 0.146 without optimisation over
/// 53 forms of nesting: the worst are a chain of `a<` with 7.1 kB a level and an object in an object with 5.
const STACK_PER_BRACKET: usize = 10 << 10;

/// Stack for any other byte: prefix operators, `a=>`, `a**`, `x:` and the like. Measured worst: 397 bytes.
const STACK_PER_BYTE: usize = 512;

/// The largest stack that is reserved. It holds 100,000 nested brackets, or an ordinary file of 1 MB.
const LARGEST_STACK: usize = 1 << 30;

/// Parses `source` and hands the tree to `read`, whose answer must be owned.
///
/// # Errors
///
/// A [`SyntaxError`] with the first mistake in the file, or with the reason if the file is too large or too
/// deeply nested to be parsed.
pub(crate) fn parse<T: Send>(
    file_name: &str,
    source: &str,
    read: impl FnOnce(&Parsed<'_>) -> T + Send,
) -> Result<T, SyntaxError> {
    let stack = stack_for(source);
    if stack > LARGEST_STACK {
        return Err(refused("the file is too large or too deeply nested to be read"));
    }
    thread::scope(|scope| {
        let parser = thread::Builder::new()
            .name("rutter-parse".to_owned())
            .stack_size(stack)
            .spawn_scoped(scope, || parse_here(file_name, source, read));
        match parser.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(refused("the parser failed on this file")),
            Err(_) => Err(refused("the system has no memory left to parse this file")),
        }
    })
}

fn parse_here<T>(
    file_name: &str,
    source: &str,
    read: impl FnOnce(&Parsed<'_>) -> T,
) -> Result<T, SyntaxError> {
    let allocator = Allocator::default();
    let options = ParseOptions {
        allow_return_outside_function: true,
        preserve_parens: false,
        ..ParseOptions::default()
    };
    let ParserReturn { program, module_record, diagnostics, panicked, .. } =
        Parser::new(&allocator, source, source_type(file_name)).with_options(options).parse();

    if let Some(error) = diagnostics.errors().next() {
        let offset = error.labels.first().map_or(0, |label| label.offset());
        let message = error.message.trim_end_matches('.').to_owned();
        return Err(SyntaxError { message, position: Lines::new(source).position(offset) });
    }
    if panicked {
        return Err(refused("the file cannot be parsed"));
    }
    Ok(read(&Parsed { program: &program, has_module_syntax: module_record.has_module_syntax, source }))
}

fn refused(message: &str) -> SyntaxError {
    SyntaxError { message: message.to_owned(), position: Position { line: 1, column: 1 } }
}

/// The bytes are counted without asking whether they stand in a string, so the answer is never too small.
fn stack_for(source: &str) -> usize {
    let brackets = source.bytes().filter(|byte| matches!(byte, b'(' | b'[' | b'{' | b'<' | b'@')).count();
    BASE_STACK + brackets * STACK_PER_BRACKET + source.len() * STACK_PER_BYTE
}

/// What the extension says of the language. A `.js` file may be either kind of module and may contain JSX; a name
/// without a known extension is read as TypeScript.
fn source_type(file_name: &str) -> SourceType {
    match file_name.rsplit('.').next().unwrap_or_default() {
        "js" | "jsx" => SourceType::jsx(),
        "mjs" => SourceType::mjs(),
        "cjs" => SourceType::cjs(),
        "tsx" => SourceType::tsx(),
        _ => SourceType::ts(),
    }
}
