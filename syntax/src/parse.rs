//! Parsing with a bounded stack.
//!
//! The parser descends recursively and has no limit of its own: ten thousand opening brackets overflow the stack
//! of an ordinary thread, which ends the process. So each file is parsed on a thread whose stack is large enough
//! for the deepest tree that a text of its size can describe: one of the [`workers`], or a thread of its own. A stack
//! is reserved address space; the pages that an ordinary file never touches cost nothing.

use std::cell::{Cell, RefCell};
use std::thread;

use oxc_allocator::Allocator;
use oxc_ast::ast::Program;
use oxc_parser::{ParseOptions, Parser, ParserReturn};
use oxc_span::SourceType;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use crate::position::{Lines, Position};

/// Why a file could not be parsed, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong, in the parser's words, without a final period.
    pub message: String,
    /// The place in the file.
    pub position: Position,
    /// Whether the file was not parsed at all, because it is too large or too deeply nested: that is no mistake of
    /// the file's.
    pub is_refusal: bool,
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

/// An arena larger than this is given back after the file that needed it.
const LARGEST_ARENA_KEPT: usize = 4 << 20;

/// How many mistakes of one file are told.
const MOST_ERRORS: usize = 20;

/// The largest stack that is reserved for a file that may use all of it. It holds 100,000 nested brackets.
const LARGEST_STACK: usize = 1 << 30;

/// The largest stack that is reserved for a file that is large but, as far as its brackets tell, not deep: data and
/// types that a program wrote. It holds 20 MB of them.
const LARGEST_SHALLOW_STACK: usize = 64 << 30;

/// How deep the brackets of a shallow file may be nested.
const SHALLOW: usize = 200;

/// Stack of a worker thread: enough for any file with fewer than 25,000 opening brackets to be parsed where it is.
const WORKER_STACK: usize = 256 << 20;

thread_local! {
    /// The stack of this thread, if it is known to be one that files can be parsed on.
    static STACK: Cell<usize> = const { Cell::new(0) };

    /// Where this thread keeps the tree of the file that it parses.
    static ARENA: RefCell<Allocator> = RefCell::default();
}

/// A pool of threads that files can be parsed on without a new thread for each. `threads` is how many; 0 is one per
/// core.
///
/// # Errors
///
/// If the system has no threads or no memory left.
pub fn workers(threads: usize) -> Result<ThreadPool, ThreadPoolBuildError> {
    ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(WORKER_STACK)
        .thread_name(|index| format!("rutter-{index}"))
        .start_handler(|_| STACK.set(WORKER_STACK))
        .build()
}

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
    with_stack(source, || {
        let allocator = Allocator::default();
        let parsed = parser(&allocator, file_name, source).parse();
        match errors(source, &parsed).into_iter().next() {
            Some(error) => Err(error),
            None => Ok(read(&view(&parsed, source))),
        }
    })?
}

/// Parses as much of `source` as can be, hands that to `read`, and says what is wrong with the rest.
///
/// The parser goes on past most mistakes. Where it gives up, what lies before the statement with the mistake is
/// parsed alone: the imports and directives of a file that is being edited stay known.
pub(crate) fn parse_what_can_be<T: Send>(
    file_name: &str,
    source: &str,
    read: impl Fn(&Parsed<'_>) -> T + Send + Sync,
) -> (Option<T>, Vec<SyntaxError>) {
    let answer = with_stack(source, || {
        with_arena(|allocator| {
            let parsed = parser(allocator, file_name, source).parse();
            let errors = errors(source, &parsed);
            if !parsed.panicked {
                return (Some(read(&view(&parsed, source))), errors);
            }
            let mistake = parsed.diagnostics.errors().last().and_then(|error| error.labels.first());
            let end = mistake.map_or(source.len(), |label| label.offset() as usize);
            let head = heads(source, end).find_map(|head| {
                let allocator = Allocator::default();
                let parsed = parser(&allocator, file_name, head).parse();
                (!parsed.panicked).then(|| read(&view(&parsed, head)))
            });
            (head, errors)
        })
    });
    match answer {
        Ok(answer) => answer,
        Err(error) => (None, vec![error]),
    }
}

/// Runs `parse` with this thread's arena, which is empty before and after: taking it anew for each file would cost as
/// much as parsing.
fn with_arena<T>(parse: impl FnOnce(&Allocator) -> T) -> T {
    let mut allocator = ARENA.take();
    let answer = parse(&allocator);
    allocator.reset();
    if allocator.capacity() <= LARGEST_ARENA_KEPT {
        ARENA.set(allocator);
    }
    answer
}

/// The texts before `end` that end where a statement may have ended: before a line that is not indented. The longest
/// comes first; a file that cannot be cut in a few tries is not worth more.
fn heads(source: &str, end: usize) -> impl Iterator<Item = &str> {
    let end = source.floor_char_boundary(end.min(source.len()));
    let cuts = source[..end].rmatch_indices('\n').filter(|(at, _)| {
        source[at + 1..].starts_with(|c: char| !c.is_whitespace() && !matches!(c, '}' | ')' | ']'))
    });
    cuts.take(16).map(|(at, _)| &source[..at])
}

fn parser<'a>(allocator: &'a Allocator, file_name: &str, source: &'a str) -> Parser<'a> {
    Parser::new(allocator, source, source_type(file_name)).with_options(ParseOptions {
        allow_return_outside_function: true,
        preserve_parens: false,
        ..ParseOptions::default()
    })
}

fn view<'p, 'a>(parsed: &'p ParserReturn<'a>, source: &'p str) -> Parsed<'p>
where
    'a: 'p,
{
    Parsed { program: &parsed.program, has_module_syntax: parsed.module_record.has_module_syntax, source }
}

/// The parser leaves parentheses out, and then takes `{(a, b)}` for `{a, b}`, which is a mistake in JSX.
const COMMA_IN_JSX: &str = "JSX expressions may not use the comma operator";

/// A parameter in JavaScript may have a decorator for Next where `jsconfig.json` says `experimentalDecorators`.
const DECORATOR_OF_PARAM: &str = "Decorators are not valid here";

fn is_in_parentheses(source: &str, offset: usize) -> bool {
    source.get(..offset).is_some_and(|before| before.trim_end().ends_with('('))
}

fn errors(source: &str, parsed: &ParserReturn<'_>) -> Vec<SyntaxError> {
    if !parsed.panicked && parsed.diagnostics.errors().next().is_none() {
        return Vec::new();
    }
    let lines = Lines::new(source);
    let errors = parsed.diagnostics.errors().filter_map(|error| {
        let offset = error.labels.first().map_or(0, |label| label.offset());
        let is_mistaken =
            error.message.starts_with(COMMA_IN_JSX) && is_in_parentheses(source, offset as usize);
        let is_decorator = error.message.starts_with(DECORATOR_OF_PARAM);
        (!is_mistaken && !is_decorator).then(|| SyntaxError {
            message: error.message.trim_end_matches('.').to_owned(),
            position: lines.position(offset),
            is_refusal: false,
        })
    });
    let mut errors: Vec<_> = errors.take(MOST_ERRORS).collect();
    if parsed.panicked && errors.is_empty() {
        errors.push(refused("the file cannot be parsed"));
    }
    errors
}

/// Runs `parse` where the stack is large enough for `source`: here, if this is a worker thread, or on a new thread.
fn with_stack<T: Send>(source: &str, parse: impl FnOnce() -> T + Send) -> Result<T, SyntaxError> {
    // Most files fit even if they were nothing but brackets, which saves counting them.
    let at_most = BASE_STACK + source.len() * (STACK_PER_BRACKET + STACK_PER_BYTE);
    let stack = if at_most <= STACK.get() { at_most } else { stack_for(source) };
    if stack <= STACK.get() {
        return Ok(parse());
    }
    if stack > LARGEST_SHALLOW_STACK || (stack > LARGEST_STACK && bracket_depth(source) > SHALLOW) {
        return Err(refused("the file is too large or too deeply nested to be read"));
    }
    thread::scope(|scope| {
        let parser = thread::Builder::new()
            .name("rutter-parse".to_owned())
            .stack_size(stack)
            .spawn_scoped(scope, parse);
        match parser.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(_)) => Err(refused("the parser failed on this file")),
            Err(_) => Err(refused("the system has no memory left to parse this file")),
        }
    })
}

fn refused(message: &str) -> SyntaxError {
    SyntaxError { message: message.to_owned(), position: Position { line: 1, column: 1 }, is_refusal: true }
}

/// The bytes are counted without asking whether they stand in a string, so the answer is never too small.
fn stack_for(source: &str) -> usize {
    // Without asking for the second only if it is not the first, so that many are counted at once.
    let opens = |byte: u8| (byte == b'(') | (byte == b'[') | (byte == b'{') | (byte == b'<') | (byte == b'@');
    // So many at a time that a byte can hold how many of them there are.
    let in_part = |part: &[u8]| usize::from(part.iter().map(|byte| u8::from(opens(*byte))).sum::<u8>());
    let brackets: usize = source.as_bytes().chunks(usize::from(u8::MAX)).map(in_part).sum();
    BASE_STACK + brackets * STACK_PER_BRACKET + source.len() * STACK_PER_BYTE
}

/// How deep the brackets are nested, if all of them are brackets and not text. It decides what is worth trying, not
/// how much stack it takes.
fn bracket_depth(source: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in source.bytes() {
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// What the extension says of the language. A `.js` file may be either kind of module and may contain JSX; a name
/// without a known extension is read as TypeScript.
fn source_type(file_name: &str) -> SourceType {
    match file_name.rsplit('.').next().unwrap_or_default() {
        "js" | "jsx" => SourceType::jsx(),
        // Both bundlers of Next take JSX in these too.
        "mjs" => SourceType::mjs().with_jsx(true),
        "cjs" => SourceType::cjs().with_jsx(true),
        "tsx" => SourceType::tsx(),
        _ => SourceType::ts(),
    }
}
