//! Prisma's schema language, as far as it says what a query gives.
//!
//! Any text has a schema: what is not understood is left out. See
//! <https://www.prisma.io/docs/orm/reference/prisma-schema-reference>.

use std::iter::Peekable;
use std::str::CharIndices;

/// What the files of one schema state together.
#[derive(Debug, Default)]
pub(super) struct Schema {
    /// The models and views.
    pub(super) models: Vec<Model>,
    /// The composite types, which are parts of a model's own record.
    pub(super) composites: Vec<Model>,
    pub(super) enums: Vec<Enum>,
    pub(super) generators: Vec<Generator>,
}

/// A model, a view or a composite type.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) name: String,
    /// The fields that the client knows: none that is ignored or of an unsupported type.
    pub(super) fields: Vec<Field>,
}

/// A field of a model.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: String,
    /// The name of a scalar type, an enum, a composite type or another model.
    pub(super) ty: String,
    pub(super) is_list: bool,
    pub(super) is_optional: bool,
}

/// An enum.
#[derive(Debug)]
pub(super) struct Enum {
    pub(super) name: String,
    pub(super) values: Vec<String>,
}

/// What is generated, and where.
#[derive(Debug, Default, Clone)]
pub(super) struct Generator {
    pub(super) provider: String,
    /// A folder, from the folder of the file that names it.
    pub(super) output: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'t> {
    Word(&'t str),
    String(&'t str),
    Sign(char),
    Newline,
}

impl Schema {
    /// Adds what a file states.
    pub(super) fn read(&mut self, text: &str) {
        let mut tokens = Tokens::new(text);
        while let Some(token) = tokens.next() {
            let Token::Word(keyword) = token else { continue };
            let Some(Token::Word(name)) = tokens.next() else { continue };
            if tokens.next() == Some(Token::Sign('{')) && is_name(name) {
                self.block(keyword, name, &mut tokens);
            }
        }
    }

    fn block(&mut self, keyword: &str, name: &str, tokens: &mut Tokens<'_>) {
        let lines = std::iter::from_fn(|| line(tokens));
        let name = name.to_owned();
        match keyword {
            "model" | "view" => {
                let lines: Vec<_> = lines.collect();
                let is_ignored =
                    |line: &Vec<Token<'_>>| matches!(line[..], [AT, AT, Token::Word("ignore"), ..]);
                if !lines.iter().any(is_ignored) {
                    let fields = lines.iter().filter_map(|line| Field::read(line)).collect();
                    self.models.push(Model { name, fields });
                }
            }
            "type" => {
                let fields = lines.filter_map(|line| Field::read(&line)).collect();
                self.composites.push(Model { name, fields });
            }
            "enum" => {
                let values = lines.filter_map(|line| match line[..] {
                    [Token::Word(value), ..] if is_name(value) => Some(value.to_owned()),
                    _ => None,
                });
                self.enums.push(Enum { name, values: values.collect() });
            }
            "generator" => {
                let mut generator = Generator::default();
                for line in lines {
                    match line[..] {
                        [Token::Word("provider"), Token::Sign('='), Token::String(provider), ..] => {
                            provider.clone_into(&mut generator.provider);
                        }
                        [Token::Word("output"), Token::Sign('='), Token::String(output), ..] => {
                            generator.output = Some(output.to_owned());
                        }
                        _ => {}
                    }
                }
                self.generators.push(generator);
            }
            _ => lines.for_each(drop),
        }
    }
}

const AT: Token<'static> = Token::Sign('@');

impl Field {
    fn read(line: &[Token<'_>]) -> Option<Self> {
        let [Token::Word(name), Token::Word(ty), rest @ ..] = line else { return None };
        let is_list = matches!(rest, [Token::Sign('['), Token::Sign(']'), ..]);
        let is_optional = matches!(rest, [Token::Sign('?'), ..]);
        let is_ignored = rest.windows(2).any(|two| two == [AT, Token::Word("ignore")]);
        let field = Self { name: (*name).to_owned(), ty: (*ty).to_owned(), is_list, is_optional };
        (is_name(name) && *ty != "Unsupported" && !is_ignored).then_some(field)
    }
}

/// Whether a word is the name of something, and none that would be read as anything else.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The next line of a block that is not empty, with the lines that its parentheses go on to. None at the end.
fn line<'t>(tokens: &mut Tokens<'t>) -> Option<Vec<Token<'t>>> {
    let mut line = Vec::new();
    let mut depth = 0_u32;
    loop {
        match tokens.next() {
            None => break,
            Some(Token::Sign('}')) if depth == 0 => {
                // The end of the block comes again as the end of the line after it.
                if !line.is_empty() {
                    tokens.ended = true;
                }
                break;
            }
            Some(Token::Newline) if depth > 0 || line.is_empty() => {}
            Some(Token::Newline) => break,
            Some(token) => {
                match token {
                    Token::Sign('(' | '[' | '{') => depth += 1,
                    Token::Sign(')' | ']' | '}') => depth = depth.saturating_sub(1),
                    _ => {}
                }
                line.push(token);
            }
        }
    }
    (!line.is_empty()).then_some(line)
}

struct Tokens<'t> {
    text: &'t str,
    chars: Peekable<CharIndices<'t>>,
    /// Whether the next token is the end of a block that was seen already.
    ended: bool,
}

impl<'t> Tokens<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, chars: text.char_indices().peekable(), ended: false }
    }

    /// The text from `start` on, as far as `part` goes.
    fn run(&mut self, start: usize, part: impl Fn(char) -> bool) -> &'t str {
        while self.chars.next_if(|(_, c)| part(*c)).is_some() {}
        let end = self.chars.peek().map_or(self.text.len(), |(at, _)| *at);
        &self.text[start..end]
    }

    /// The text up to the quote that ends it, or the end of the line. Escapes stay as they are.
    fn string(&mut self, start: usize) -> &'t str {
        let mut escaped = false;
        while let Some((at, c)) = self.chars.next_if(|(_, c)| *c != '\n') {
            if c == '"' && !escaped {
                return &self.text[start..at];
            }
            escaped = c == '\\' && !escaped;
        }
        self.run(start, |_| false)
    }

    fn block_comment(&mut self) {
        let mut before = ' ';
        for (_, c) in self.chars.by_ref() {
            if before == '*' && c == '/' {
                return;
            }
            before = c;
        }
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        if std::mem::take(&mut self.ended) {
            return Some(Token::Sign('}'));
        }
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        loop {
            let (at, c) = self.chars.next()?;
            match c {
                '\n' => return Some(Token::Newline),
                '"' => return Some(Token::String(self.string(at + 1))),
                '/' if self.chars.next_if(|(_, c)| *c == '*').is_some() => self.block_comment(),
                '/' if self.chars.peek().is_some_and(|(_, c)| *c == '/') => {
                    self.run(at, |c| c != '\n');
                }
                c if is_word(c) => return Some(Token::Word(self.run(at, is_word))),
                c if c.is_whitespace() => {}
                c => return Some(Token::Sign(c)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Schema {
        let mut schema = Schema::default();
        schema.read(text);
        schema
    }

    fn shown(models: &[Model]) -> Vec<String> {
        let field = |field: &Field| {
            let sign = if field.is_list { "[]" } else { "" };
            format!("{}: {}{sign}{}", field.name, field.ty, if field.is_optional { "?" } else { "" })
        };
        let fields = |model: &Model| model.fields.iter().map(field).collect::<Vec<_>>().join(", ");
        models.iter().map(|model| format!("{} {{ {} }}", model.name, fields(model))).collect()
    }

    #[test]
    fn a_schema_gives_models_enums_and_generators() {
        let schema = read(
            r#"
            generator client {
              provider = "prisma-client"
              output   = "../src/generated" // where
            }
            datasource db { provider = "postgresql" url = env("URL") }
            /// A person.
            model User {
              id      Int      @id @default(autoincrement())
              balance Decimal? @db.Decimal(10, 2)
              tags    String[]
              posts   Post[]   @relation(
                name: "author", // the author's
                fields: [id]
              )
              place   Unsupported("point")?
              hidden  String   @ignore
              note    String   @default("a \"quoted\" } brace") /* and
              more */
              @@index([id, balance])
            }
            model Old { id Int @id
              @@ignore }
            type Address { street String city String }
            view Sum { total Decimal }
            enum Role { ADMIN @map("admin")
              USER
              @@map("roles") }
            model Post { id Int @id }
            "#,
        );
        assert_eq!(
            shown(&schema.models),
            [
                "User { id: Int, balance: Decimal?, tags: String[], posts: Post[], note: String }",
                "Sum { total: Decimal }",
                "Post { id: Int }",
            ]
        );
        // A line holds one field.
        assert_eq!(shown(&schema.composites), ["Address { street: String }"]);
        assert_eq!(schema.enums[0].values, ["ADMIN", "USER"]);
        assert_eq!(schema.generators[0].output.as_deref(), Some("../src/generated"));
    }

    #[test]
    fn any_text_has_a_schema() {
        for text in
            ["", "model", "model {", "model A {", "model A { a", "}}}", "enum \"", "model A { a B(((", "/*"]
        {
            read(text);
        }
        let unclosed = read("model A {\n a Int\n\nmodel B {\n b Int\n}\n");
        assert_eq!(shown(&unclosed.models).len(), 1);
        let deep = format!("model A {{ a {} }}", "(".repeat(100_000));
        assert!(read(&deep).models[0].fields.is_empty());
    }
}
