use std::collections::BTreeSet;

use super::*;
use crate::app::App;

fn parse(text: &str) -> Result<Config, Vec<Diagnostic>> {
    Config::parse(FILE_NAME.into(), text)
}

/// The findings as `line:column message` and `help`, one a line.
fn findings(text: &str) -> String {
    let Err(diagnostics) = parse(text) else { return "none".to_owned() };
    let line = |diagnostic: &Diagnostic| {
        let at =
            diagnostic.location.as_ref().map_or_else(String::new, |at| format!("{}:{} ", at.line, at.column));
        let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("\n  help: {help}"));
        format!("{at}{}{help}", diagnostic.message)
    };
    diagnostics.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_key_can_be_set_and_is_read() {
    let text = "\
[apps.web]
path = \"./apps/web/\"
out = \"lib/rutter\"
links = true
next-types = true
validators = \"zod\"
responses = \"dev\"
import_extension = \".ts\"
locale_param = \"lang\"

[apps.web.next]
page_extensions = [\"page.tsx\"]
base-path = \"/docs\"
trailing_slash = true
locales = [\"en\", \"de\"]
default_locale = \"de\"
redirects = [\"/a/:x\"]
rewrites = [\"/b/:y*\"]
typed_routes = true
loose_route_matching = true
dist_dir = \"build\"
cache_life = [\"blog\"]
cache-components = true
use_cache = true
cache_handlers = [\"sessions\"]
taint = true
";
    let config = parse(text).unwrap();
    let list = |items: &[&str]| Some(items.iter().map(|item| (*item).to_owned()).collect());
    let next = NextSettings {
        page_extensions: list(&["page.tsx"]),
        base_path: Some("/docs".to_owned()),
        trailing_slash: Some(true),
        locales: list(&["en", "de"]),
        default_locale: Some("de".to_owned()),
        redirects: list(&["/a/:x"]),
        rewrites: list(&["/b/:y*"]),
        typed_routes: Some(true),
        loose_route_matching: Some(true),
        dist_dir: Some("build".to_owned()),
        cache_life: list(&["blog"]),
        cache_components: Some(true),
        use_cache: Some(true),
        cache_handlers: list(&["sessions"]),
        taint: Some(true),
    };
    assert_eq!(
        config.options.apps["web"].resolve(true),
        Settings {
            out: "lib/rutter".into(),
            links: true,
            next_types: true,
            ts_rs: None,
            nuqs: false,
            validators: Validators::Zod,
            responses: Responses::Dev,
            import_extension: ImportExtension::Ts,
            locale_param: Some("lang".to_owned()),
            next,
        }
    );
    let path = config.locate(&["apps", "web", "path"]).unwrap();
    assert_eq!((path.line, path.column), (2, 8));
    let base_path = config.locate(&["apps", "web", "next", "base_path"]).unwrap();
    assert_eq!((base_path.line, base_path.column), (13, 13));
    let key = config.locate_key(&["apps", "web", "next", "base_path"]).unwrap();
    assert_eq!((key.line, key.column), (13, 1));
    let missing = config.locate(&["apps", "web", "missing"]).unwrap();
    assert_eq!((missing.line, missing.column), (1, 7));
}

#[test]
fn the_defaults_depend_on_whether_there_is_a_src_folder() {
    let defaults = AppOptions::default();
    assert_eq!(defaults.resolve(true).out, "src/rutter");
    assert_eq!(defaults.resolve(false).out, "rutter");
    assert_eq!(defaults.resolve(false).import_extension.as_str(), "");
}

/// serde lists the fields of a struct when it meets one that it does not know.
#[test]
fn the_table_of_keys_and_the_options_have_the_same_keys() {
    for (text, section) in [
        ("[app]\n'?' = 1", Section::App),
        ("[app.next]\n'?' = 1", Section::Next),
        ("[rust]\n'?' = 1", Section::Rust),
        ("[check]\n'?' = 1", Section::Check),
    ] {
        let error = toml::from_str::<Options>(text).unwrap_err();
        let fields: BTreeSet<String> = error
            .message()
            .split('`')
            .skip(3)
            .step_by(2)
            .map(|field| field.replace('-', "_"))
            .filter(|field| section != Section::App || !matches!(field.as_str(), "next" | "check"))
            .collect();
        let keys: BTreeSet<String> = keys::keys_of(section).map(|key| key.name.to_owned()).collect();
        assert_eq!(fields, keys, "{}", error.message());
    }
}

#[test]
fn every_example_of_the_table_is_accepted() {
    for key in KEYS {
        let table = match key.section {
            Section::App => "app",
            Section::Next => "app.next",
            Section::Rust => "rust",
            Section::Check => "check",
        };
        assert_eq!(findings(&format!("[{table}]\n{} = {}", key.name, key.example)), "none");
        let dashes = key.name.replace('_', "-");
        assert_eq!(findings(&format!("[{table}]\n{dashes} = {}", key.example)), "none");
    }
}

#[test]
fn what_is_wrong_is_said_at_its_place_with_what_could_stand_there() {
    let keys = "`path`, `out`, `links`, `next_types`, `nuqs`, `validators`, `responses`, `ts_rs`, \
                `import_extension`, `locale_param`, `next`, `check`";
    for (text, expected) in [
        (
            "[app]\nlnks = true\n",
            format!(
                "2:1 unknown key `lnks` in [app]\n  help: did you mean `links`? The keys of [app] are {keys}"
            ),
        ),
        (
            "[apps.web]\npath = 'w'\ncolour = 1\n",
            format!("3:1 unknown key `colour` in [apps.web]\n  help: the keys of [apps.web] are {keys}"),
        ),
        (
            "[app]\nbasePath = '/x'\n",
            "2:1 unknown key `basePath` in [app]\n  help: `base_path` says something about Next: write it below [app.next]"
                .to_owned(),
        ),
        (
            "[app]\nbase_path = '/x'\n",
            "2:1 unknown key `base_path` in [app]\n  help: `base_path` says something about Next: write it below [app.next]"
                .to_owned(),
        ),
        (
            "[app.next]\nlinks = true\n",
            "2:1 unknown key `links` in [app.next]\n  help: `links` is not a setting of Next: write it below [app]"
                .to_owned(),
        ),
        (
            "links = true\n",
            "1:1 unknown key `links` in rutter.toml\n  help: `links` belongs to an app: write it below [app] or [apps.NAME]"
                .to_owned(),
        ),
        (
            "[aps.web]\n",
            "1:2 unknown key `aps` in rutter.toml\n  help: did you mean `app`? The keys of the file are `app`, `apps`, `rust`, `check`"
                .to_owned(),
        ),
        (
            "[app]\nlinks = \"yes\"\nout = 1\nimport_extension = '.mjs'\n",
            "2:9 `app.links` must be true or false, not a string\n  help: for example links = false\n\
             3:7 `app.out` must be a string, not an integer\n  help: for example out = \"src/rutter\"\n\
             4:20 `app.import_extension` must be one of \"\", \".ts\", \".js\", not \".mjs\"\n  help: for example import_extension = \"\""
                .to_owned(),
        ),
        (
            "[app]\nout = '.'\npath = '../web'\n",
            "2:7 `app.out` must name a folder of its own, such as \"src/rutter\"; it is \".\"\n  help: for example out = \"src/rutter\"\n\
             3:8 `app.path` must not lead out with `..`; it is \"../web\"\n  help: for example path = \".\""
                .to_owned(),
        ),
        (
            "[app.next]\npage_extensions = ['.tsx', 1]\nbase_path = '/'\nlocales = []\n",
            "2:20 `app.next.page_extensions` must be an extension without the dot before it, such as \"tsx\" or \"page.tsx\"; it is \".tsx\"\n  \
             help: for example page_extensions = [\"tsx\", \"ts\", \"jsx\", \"js\"]\n\
             2:28 `app.next.page_extensions` must be a list of strings, not an integer\n  \
             help: for example page_extensions = [\"tsx\", \"ts\", \"jsx\", \"js\"]\n\
             3:13 `app.next.base_path` must be empty, or start with `/` and not end with it, such as \"/docs\"; it is \"/\"\n  \
             help: for example base_path = \"/docs\"\n\
             4:11 `app.next.locales` must not be an empty list\n  help: for example locales = [\"en\", \"de\"]"
                .to_owned(),
        ),
        (
            "[app.next]\nlocales = ['en']\ndefault_locale = 'de'\n",
            "3:18 `app.next.default_locale` is \"de\", which is not among `app.next.locales`\n  \
             help: add it to the locales, or take one of them"
                .to_owned(),
        ),
        (
            "[app]\n[apps.web]\npath = 'web'\n",
            "1:2 [app] and [apps.NAME] cannot stand in one file\n  \
             help: use [apps.NAME] for each app; its `path` says where the app is"
                .to_owned(),
        ),
        (
            "[apps.a]\npath = 'web'\n[apps.b]\npath = './web/'\n[apps.c]\n",
            "4:8 the apps `a` and `b` have the same path \"./web/\"\n  help: give each app a folder of its own\n\
             5:7 [apps.c] has no `path`\n  help: add the folder of the app, such as path = \"apps/web\""
                .to_owned(),
        ),
        (
            "[check]\nrules = { x = 'warn', y = 1 }\nignore = ['a/../b', '']\nbase_line = 'x'\nlinks = true\n",
            "2:15 `check.rules.x` must be one of \"off\", \"warning\", \"error\", not \"warn\"\n  \
             help: for example rules = { redundant-use-client = \"warning\" }\n\
             2:27 `check.rules.y` must be one of \"off\", \"warning\", \"error\", not an integer\n  \
             help: for example rules = { redundant-use-client = \"warning\" }\n\
             3:11 `check.ignore` must not have `.` or `..` as a part; it is \"a/../b\"\n  \
             help: for example ignore = [\"app/generated/**\"]\n\
             3:21 `check.ignore` must be a relative path with `/`; it is \"\"\n  \
             help: for example ignore = [\"app/generated/**\"]\n\
             4:1 unknown key `base_line` in [check]\n  \
             help: did you mean `baseline`? The keys of [check] are `rules`, `ignore`, `files`, `sensitive`, \
             `baseline`\n\
             5:1 unknown key `links` in [check]\n  help: `links` belongs to an app: write it below [app] or [apps.NAME]"
                .to_owned(),
        ),
        (
            "[app.check]\nbaseline = 'x'\nfiles = { 'a/{' = {}, b = 'off' }\n[app]\nignore = []\n",
            "2:1 `baseline` cannot stand in [app.check]\n  \
             help: one file holds the findings of every app: write it below [check]\n\
             3:11 `app.check.files` must be a glob, such as \"app/legacy/**\"; it is \"a/{\"\n  \
             help: for example files = { \"app/legacy/**\" = { unknown-href = \"off\" } }\n\
             3:27 `app.check.files.\"b\"` must be a table, not a string\n  \
             help: for example files = { \"app/legacy/**\" = { unknown-href = \"off\" } }\n\
             5:1 unknown key `ignore` in [app]\n  help: `ignore` is about `rutter check`: write it below [app.check]"
                .to_owned(),
        ),
        (
            "[rust]\nmanifest = '../server'\ntimeout = 0\npackages = ['a']\nlinks = true\n[app]\ntimeout = 1\n",
            "2:12 `rust.manifest` must be the path of a Cargo.toml; it is \"../server\"\n  \
             help: for example manifest = \"../server/Cargo.toml\"\n\
             3:11 `rust.timeout` must be a whole number from 1 to 3600, not 0\n  help: for example timeout = 30\n\
             4:1 unknown key `packages` in [rust]\n  \
             help: did you mean `package`? The keys of [rust] are `manifest`, `package`, `bin`, `features`, `build`, `timeout`, \
             `openapi`, `json_schema`, `title`, `version`\n\
             5:1 unknown key `links` in [rust]\n  help: `links` belongs to an app: write it below [app] or [apps.NAME]\n\
             7:1 unknown key `timeout` in [app]\n  help: `timeout` is about the Rust server: write it below [rust]"
                .to_owned(),
        ),
        (
            "apps = 1\napp = 'web'\n",
            "1:8 `apps` must be a table, not an integer\n  help: write a table for each app: [apps.web]\n\
             2:1 [app] and [apps.NAME] cannot stand in one file\n  \
             help: use [apps.NAME] for each app; its `path` says where the app is\n\
             2:7 `app` must be a table, not a string\n  help: write the keys of the app below [app]"
                .to_owned(),
        ),
    ] {
        assert_eq!(findings(text), expected, "{text}");
    }
}

#[test]
fn a_key_given_twice_in_two_spellings_is_refused() {
    assert_eq!(
        findings("[app]\nnext_types = true\nnext-types = true\n"),
        "3:1 `next_types` and `next-types` in [app] are one key\n  help: remove one of them"
    );
}

#[test]
fn syntax_errors_have_a_place() {
    assert_eq!(
        findings("[app]\nout = \nlinks = true\nlinks = true\n"),
        "2:7 rutter.toml: string values must be quoted, expected literal string\n4:1 rutter.toml: duplicate key"
    );
}

#[test]
fn the_file_of_init_reads_back_as_the_defaults() {
    let app = |table: &str, path: &str, has_src| App {
        name: "shop".to_owned(),
        table: table.to_owned(),
        dir: Utf8Path::new("/ws").join(path),
        path: path.into(),
        settings: AppOptions::default().resolve(has_src),
    };
    let of = |path: Option<&str>| AppOptions { path: path.map(str::to_owned), ..AppOptions::default() };
    let one = Options { app: Some(of(None)), ..Options::default() };

    let root = init_text(&[app("app", "", true)]);
    assert_eq!(parse(&root).unwrap().options, one);
    assert_eq!(parse(&init_text(&[])).unwrap().options, one);

    let below = init_text(&[app("app", "apps/shop", true)]);
    assert_eq!(parse(&below).unwrap().options.app, Some(of(Some("apps/shop"))));

    let several = init_text(&[app("apps.'a.b'", "x", false), app("apps.web", "", true)]);
    let apps = [("a.b".to_owned(), of(Some("x"))), ("web".to_owned(), of(Some(".")))];
    assert_eq!(parse(&several).unwrap().options.apps, BTreeMap::from(apps));
}

/// Each key is shown, and taking its `#` away gives what it shows.
#[test]
fn the_comments_of_init_are_valid_when_the_hash_is_taken_away() {
    let uncommented: String = init_text(&[])
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(code) if code.contains(" = ") || code.starts_with('[') => format!("{code}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let config = parse(&uncommented).unwrap();
    for key in KEYS {
        let place = match key.section {
            Section::App => config.locate(&["app", key.name]),
            Section::Next => config.locate(&["app", "next", key.name]),
            Section::Rust => config.locate(&["rust", key.name]),
            Section::Check => config.locate(&["check", key.name]),
        };
        let span = place.and_then(|place| place.span).expect("a place in the file");
        // A table's place is its name.
        let is_table = matches!(key.kind, Kind::Levels | Kind::LevelsBy(_));
        assert_eq!(&uncommented[span], if is_table { key.name } else { key.example }, "{}", key.name);
    }
}
