//! Sessions at a terminal as Markdown: the files of a workspace, commands, and what they print.
//!
//! A document is run from top to bottom in a world of its own: files in memory, or a folder of the disk. Its fenced blocks are
//!
//! - `files`: paths, one a line, of files whose contents do not matter;
//! - any language and a path (`` ```ts next.config.ts ``): a file with the contents of the block;
//! - `console`: commands after `$`, each followed by what it prints, standard output and error as they come, and by
//!   `[exit N]` where the status is not 0. `$ rutter …` runs the command, `$ cat FILE` shows a file, `$ rm FILE` deletes
//!   one, and `$ cd FOLDER` changes the folder for the commands after it. `$ git …`
//!   runs git, where the world has it.
//!
//! Everything else is text for the reader.

use std::cell::RefCell;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io;
use std::rc::Rc;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_cli::Terminal;
use rutter_project::{MemorySystem, System};

/// Where the files of a document lie.
const ROOT: &str = "/work";

/// Where a document is run.
pub trait World {
    /// Writes a file.
    fn write(&mut self, path: &Utf8Path, text: &str);

    /// Deletes a file.
    fn remove(&mut self, path: &Utf8Path);

    /// The text of a file.
    fn read(&mut self, path: &Utf8Path) -> String;

    /// Runs the command in a folder: what it prints to both streams, and its exit status.
    fn rutter(&mut self, cwd: &Utf8Path, words: &[String]) -> (String, u8);

    /// Runs git in a folder, where there is one. What it prints is not shown.
    fn git(&mut self, _cwd: &Utf8Path, args: &[&str]) {
        panic!("there is no git here: {args:?}");
    }
}

/// Runs a document on files in memory and gives it back with the output that its commands have now.
///
/// # Panics
/// Where the document itself is malformed.
pub fn run(document: &str) -> String {
    let system = MemorySystem::new();
    system.add_dir(Utf8Path::new(ROOT));
    run_in(&mut Arc::new(system), Utf8Path::new(ROOT), document)
}

/// Runs a document in a world, with its files and commands in the folder `root`, and gives it back with the output that its commands
/// have now.
///
/// # Panics
/// Where the document itself is malformed.
pub fn run_in(world: &mut dyn World, root: &Utf8Path, document: &str) -> String {
    let mut console = Console { world, root, cwd: root.to_owned() };
    let mut text = String::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        writeln!(text, "{line}").unwrap();
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match info.split_once(' ') {
            None if info == "console" => console.commands(&block, &mut text),
            None if info == "files" => {
                block.iter().for_each(|path| console.add(path, ""));
                block.iter().for_each(|line| writeln!(text, "{line}").unwrap());
            }
            Some((_, path)) => {
                console.add(path, &format!("{}\n", block.join("\n")));
                block.iter().for_each(|line| writeln!(text, "{line}").unwrap());
            }
            None => panic!("a block is `files`, `console`, or has a path: ```{info}"),
        }
        text.push_str("```\n");
    }
    text
}

struct Console<'a> {
    world: &'a mut dyn World,
    root: &'a Utf8Path,
    cwd: Utf8PathBuf,
}

/// Both streams of a command, in the order in which it wrote.
#[derive(Clone, Default)]
struct Output(Rc<RefCell<Vec<u8>>>);

impl io::Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl World for Arc<MemorySystem> {
    fn write(&mut self, path: &Utf8Path, text: &str) {
        self.add_file(path, text.as_bytes());
    }

    fn remove(&mut self, path: &Utf8Path) {
        self.remove_file(path).unwrap();
    }

    fn read(&mut self, path: &Utf8Path) -> String {
        self.read_to_string(path).unwrap()
    }

    fn rutter(&mut self, cwd: &Utf8Path, words: &[String]) -> (String, u8) {
        let output = Output::default();
        let (mut out, mut err) = (output.clone(), output.clone());
        let terminal = Terminal { out: &mut out, err: &mut err, color: false, interactive: false };
        let outcome = rutter_cli::run(words.iter().map(OsString::from), cwd, self.clone(), terminal);
        (String::from_utf8(output.0.take()).unwrap(), outcome.code())
    }
}

impl Console<'_> {
    fn add(&mut self, path: &str, contents: &str) {
        self.world.write(&self.cwd.join(path), contents);
    }

    /// Runs the commands of a block; the rest of the block is old output.
    fn commands(&mut self, block: &[&str], text: &mut String) {
        for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
            writeln!(text, "$ {command}").unwrap();
            let words: Vec<String> = words(command);
            match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                ["rutter", ..] => self.rutter(&words, text),
                ["cat", path] => text.push_str(&self.world.read(&self.cwd.join(path))),
                ["rm", path] => self.world.remove(&self.cwd.join(path)),
                ["cd", path] => self.cwd = self.root.join(path),
                ["git", args @ ..] => self.world.git(&self.cwd, args),
                _ => panic!("no such command: {command}"),
            }
        }
    }

    fn rutter(&mut self, words: &[String], text: &mut String) {
        let (printed, code) = self.world.rutter(&self.cwd, words);
        // No line of output may end the block.
        printed.lines().for_each(|line| writeln!(text, "{}", line.replace("```", "` ` `")).unwrap());
        if code != 0 {
            writeln!(text, "[exit {code}]").unwrap();
        }
    }
}

/// The words of a command line; single quotes keep one together.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match (c, quoted) {
            ('\'', _) => quoted = !quoted,
            (' ', false) => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words
}
