//! The names under which other languages know the types.
//!
//! A type is called what it is called in Rust, or what `#[serde(rename)]` or `#[schemars(rename)]` calls it. Type arguments
//! follow: `Page<Post>` is `PagePost`, `Page<Vec<Post>>` is `PagePostList`. So a name depends on its type alone, and adding a
//! type never renames another; two types of one name are an error that the user settles.

use std::collections::BTreeMap;
use std::fmt;

/// Types that ask for one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameClash {
    /// The name.
    pub name: String,
    /// The full paths of the types, sorted.
    pub types: Vec<String>,
}

/// What a type is called without regard to its arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnName {
    /// In Rust, or by a rename.
    pub name: String,
    /// The rename names the type arguments itself: `#[schemars(rename = "{T}Page")]`.
    pub complete: bool,
}

/// The name of each type, given its full path and its own name.
///
/// # Errors
/// Names the types that cannot be told apart.
pub fn wire_names(types: &BTreeMap<String, OwnName>) -> Result<BTreeMap<String, String>, Vec<NameClash>> {
    let names: BTreeMap<String, String> =
        types.iter().map(|(path, own)| (path.clone(), wire_name(path, own))).collect();
    let mut users: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, name) in &names {
        users.entry(name).or_default().push(path.clone());
    }
    let clashes: Vec<NameClash> = users
        .into_iter()
        .filter(|(_, types)| types.len() > 1)
        .map(|(name, types)| NameClash { name: name.to_owned(), types })
        .collect();
    if clashes.is_empty() { Ok(names) } else { Err(clashes) }
}

fn wire_name(path: &str, own: &OwnName) -> String {
    let mut name = identifier(&own.name);
    if !own.complete {
        let (_, arguments) = parts(path);
        name.extend(arguments.into_iter().map(argument_name));
    }
    name
}

/// What an argument adds to a name: `shop::Post`, `alloc::vec::Vec<shop::Post>`, `(u8, u8)`, `[u8; 3]`, `3`.
fn argument_name(path: &str) -> String {
    if let Some(of) = enclosed(path, '[', ']') {
        let (of, count) = of.rsplit_once("; ").unwrap_or((of, ""));
        return format!("{}List{count}", argument_name(of));
    }
    if let Some(of) = enclosed(path, '(', ')') {
        return if of.is_empty() {
            "Unit".to_owned()
        } else {
            split(of).into_iter().map(argument_name).collect()
        };
    }
    let (head, arguments) = parts(path);
    let arguments: String = arguments.into_iter().map(argument_name).collect();
    match head {
        "alloc::vec::Vec" => arguments + "List",
        head => capital(head.rsplit("::").next().unwrap_or(head)) + &arguments,
    }
}

fn enclosed(path: &str, open: char, close: char) -> Option<&str> {
    path.strip_prefix(open)?.strip_suffix(close)
}

/// A path and its type arguments, without lifetimes.
fn parts(path: &str) -> (&str, Vec<&str>) {
    match path.split_once('<').zip(path.strip_suffix('>')) {
        Some(((head, _), closed)) => (head, split(&closed[head.len() + 1..])),
        None => (path, Vec::new()),
    }
}

/// The arguments of a list: commas inside of other arguments do not part it.
fn split(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (at, byte) in list.bytes().enumerate() {
        match byte {
            b'<' | b'(' | b'[' => depth += 1,
            b'>' | b')' | b']' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(list[start..].trim());
    parts.retain(|part| !part.is_empty() && !part.starts_with('\''));
    parts
}

fn capital(word: &str) -> String {
    let word = identifier(word);
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}

/// The letters, digits and underscores of a text.
fn identifier(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect()
}

impl fmt::Display for NameClash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let types: Vec<String> = self.types.iter().map(|path| format!("`{path}`")).collect();
        let (name, types) = (&self.name, types.join(" and "));
        write!(
            f,
            "{types} have one name in other languages, `{name}`; give all but one of them another with \
             `#[schemars(rename = \"..\")]`"
        )
    }
}
