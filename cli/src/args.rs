//! The command line: what can be asked, and the help that explains it.

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Typed routes, checked boundaries and Rust contracts for apps whose routes are a Next.js tree.
///
/// In the folder of a Next.js app, `rutter generate` writes typed routes beside your code, and `rutter match /blog/hello`
/// says which page answers a URL. No configuration is needed to start; `rutter init` writes one to edit.
#[derive(Debug, Parser)]
#[command(name = "rutter", version, propagate_version = true, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 all is well; 1 something was found (problems, or files that are not up to date); \
                        2 the command could not run."
)]
pub(crate) struct Cli {
    /// Run as if started in this folder.
    #[arg(short = 'C', long = "dir", global = true, value_name = "FOLDER")]
    pub(crate) dir: Option<Utf8PathBuf>,

    /// The app to work on, by its name in rutter.toml or package.json. Without it: the app that the current folder
    /// is in, or all apps of the workspace.
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) app: Option<String>,

    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,

    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find the Next.js apps of this workspace and write a commented rutter.toml.
    ///
    /// Every setting is listed with its default and stays commented out until you need it. An existing rutter.toml is
    /// left alone.
    Init,

    /// Write the typed routes of each app, and rutter.routes.
    ///
    /// Reads the route tree and next.config, reports what is wrong with them, and writes TypeScript into the app's
    /// output folder. Only files that change are written; files that Rutter did not generate are never touched.
    /// Nothing is written while the tree has errors that make routes ambiguous.
    ///
    /// Where a binary of the workspace depends on rutter, it is built with cargo and asked for its contract, which is
    /// written to rutter.contract.json and becomes TypeScript too.
    Generate(GenerateArgs),

    /// Show the routes of an app.
    ///
    /// The tree form is for reading. The JSON form is one object per run, for other tools: routes by kind, params,
    /// slots, the order in which Next tries the routes, every file with its meaning, and the problems of the tree.
    Routes(RoutesArgs),

    /// Say which route answers a URL, with which params, and why the others do not.
    Match(MatchArgs),

    /// Find what is wrong with the code of each app, before a build or a visitor does.
    ///
    /// Follows the imports from every route, so that it knows which module runs on the server and which in the browser,
    /// and reports what breaks there, with the imports that lead to it. What is wrong with the route tree is reported too.
    /// rutter.toml sets how much each rule weighs; a comment `// rutter-ignore RULE: REASON` is about one line.
    Check(CheckArgs),

    /// Show what goes from the server to client components, and whether it arrives.
    ///
    /// A value that cannot cross breaks the page or arrives as something else, often for visitors only. Each prop is
    /// judged by the value that is given to it. What arrives as it is stands beside the place; below it stands what does
    /// not, with what becomes of it, or what cannot be told. `rutter check` says more about what does not.
    Crossings(CrossingsArgs),

    /// Say what has changed since another revision, and whom it breaks.
    ///
    /// Compares rutter.contract.json and rutter.routes, which `rutter generate` writes and you commit. Every type is judged by
    /// the way in which it is used: what is sent must still be taken, what is answered must still be understood, and a link
    /// must still lead somewhere. Exits with 1 if anyone is broken.
    Diff(DiffArgs),

    /// Say what a rule is about, with examples; without a rule, list them all.
    Explain {
        /// The name of a rule or of a problem, as the findings have it: client-export-call.
        rule: Option<String>,
    },

    /// Be the language server of an editor, on standard input and output.
    ///
    /// An editor starts it by itself, once it is told to; any client of the protocol can use it.
    Lsp {
        /// The only way to talk, which some editors name all the same.
        #[arg(long, hide = true)]
        stdio: bool,
    },

    /// Print a completion script for a shell.
    ///
    /// For example: rutter completions zsh > ~/.zfunc/_rutter
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// The options of `rutter generate`.
#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    /// Write nothing; exit with 1 and show the difference if a file is changed, missing or left over. For CI: files in
    /// Next's build folder (`next_types`) do not count, since they are not committed.
    #[arg(long, conflicts_with_all = ["watch", "dry_run"])]
    pub(crate) check: bool,

    /// Keep running and generate again whenever a route, next.config, rutter.toml or the Rust side changes.
    #[arg(long)]
    pub(crate) watch: bool,

    /// Write nothing; list the files that would be written or deleted.
    #[arg(long, conflicts_with = "watch")]
    pub(crate) dry_run: bool,

    /// Build no Rust; take the contract from rutter.contract.json as it is committed. For a CI job without cargo.
    #[arg(long)]
    pub(crate) no_cargo: bool,
}

/// The options of `rutter routes`.
#[derive(Debug, Args)]
pub(crate) struct RoutesArgs {
    /// How to show them.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// The options of `rutter match`.
#[derive(Debug, Args)]
pub(crate) struct MatchArgs {
    /// A path such as /blog/hello, or a whole URL. Base path, locale, query and hash are understood.
    pub(crate) url: String,
}

/// The options of `rutter check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// The folder of an app or of a workspace. Without it: the current folder.
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<Utf8PathBuf>,

    /// How to tell what was found.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: CheckFormat,

    /// Apply the fixes that change nothing but what is wrong, then report what is left.
    #[arg(long)]
    pub(crate) fix: bool,

    /// Look at this rule only. Can be given several times.
    #[arg(long = "rule", value_name = "RULE")]
    pub(crate) rules: Vec<String>,

    /// Fail on warnings too.
    #[arg(long)]
    pub(crate) deny_warnings: bool,

    /// Write down what is found now, so that later runs report only what is new. The file is rutter-baseline.json beside
    /// rutter.toml, unless [check] names another.
    #[arg(long, conflicts_with_all = ["rules", "no_baseline"])]
    pub(crate) write_baseline: bool,

    /// Report what the baseline knows, too.
    #[arg(long)]
    pub(crate) no_baseline: bool,

    /// Tell how many files were read, what runs where, and how long each step took.
    #[arg(long)]
    pub(crate) stats: bool,
}

/// The options of `rutter crossings`.
#[derive(Debug, Args)]
pub(crate) struct CrossingsArgs {
    /// The folder of an app or of a workspace. Without it: the current folder.
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<Utf8PathBuf>,

    /// What to list them under.
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    pub(crate) by: CrossingsBy,

    /// How to show them.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: CrossingsFormat,
}

/// The options of `rutter diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// What to compare the files here with: a branch, tag or commit. Or two of them: `v1..v2`; `main...topic` starts where
    /// both parted. Without it: where this branch left the default branch.
    #[arg(value_name = "REV")]
    pub(crate) revision: Option<String>,

    /// How to tell what has changed.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: DiffFormat,
}

/// The forms of `rutter diff`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people.
    #[default]
    Pretty,
    /// One JSON object.
    Json,
    /// Annotations of a pull request, as GitHub Actions reads them.
    Github,
}

/// What `rutter crossings` lists under.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CrossingsBy {
    /// The client component that gets the props.
    #[default]
    Component,
    /// A route that leads to the element.
    Route,
}

/// The forms of `rutter crossings`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CrossingsFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, one line a prop.
    Json,
}

/// The forms of `rutter check`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people: the code, what is wrong with it, and what to do.
    #[default]
    Pretty,
    /// One JSON object.
    Json,
    /// Annotations of a pull request, as GitHub Actions reads them.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// The forms of `rutter routes`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// An indented tree.
    #[default]
    Tree,
    /// One JSON object.
    Json,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
