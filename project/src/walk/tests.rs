use std::io::ErrorKind;
use std::sync::Arc;

use super::*;
use crate::system::{MemorySystem, Operation, OsSystem};

/// The files of the app in `/ws`, and the findings as `code: message`.
fn walk(system: &dyn System) -> (Vec<String>, Vec<String>) {
    let (files, diagnostics) = app_files(system, "/ws".into());
    let lines = diagnostics.iter().map(|diagnostic| format!("{}: {}", diagnostic.code, diagnostic.message));
    (files, lines.collect())
}

fn app(files: &[&str]) -> MemorySystem {
    MemorySystem::with_files(files.iter().map(|file| (format!("/ws/{file}"), "")))
}

#[test]
fn the_files_are_those_that_next_looks_at() {
    let system = app(&[
        "next.config.ts",
        "proxy.ts",
        "src/instrumentation.ts",
        "src/lib/util.ts",
        "lib/util.ts",
        "app/page.tsx",
        "app/.well-known/security/route.ts",
        "app/(group)/@slot/page.tsx",
        "app/_private/page.tsx",
        "app/_page.tsx",
        "app/%5Fshown/page.tsx",
        "app/node_modules/x/page.tsx",
        "src/pages/_app.tsx",
        "src/pages/api/h.ts",
        "public/_next/x.txt",
        "public/robots.txt",
    ]);
    let (files, findings) = walk(&system);
    assert_eq!(
        files,
        [
            "app/%5Fshown/page.tsx",
            "app/(group)/@slot/page.tsx",
            "app/.well-known/security/route.ts",
            "app/page.tsx",
            "next.config.ts",
            "proxy.ts",
            "public/_next/x.txt",
            "public/robots.txt",
            "src/instrumentation.ts",
            "src/pages/_app.tsx",
            "src/pages/api/h.ts",
        ]
    );
    assert_eq!(findings, [""; 0]);
}

#[test]
fn symbolic_links_are_followed_and_broken_ones_are_skipped() {
    let system = app(&["app/page.tsx"]);
    system.add_file("/shared/blog/page.tsx".into(), b"");
    system.add_file("/shared/proxy.ts".into(), b"");
    system.add_symlink("/ws/app/blog".into(), "/shared/blog".into());
    system.add_symlink("/ws/app/news".into(), "/shared/blog".into());
    system.add_symlink("/ws/app/layout.tsx".into(), "/shared/proxy.ts".into());
    system.add_symlink("/ws/proxy.ts".into(), "../shared/proxy.ts".into());
    system.add_symlink("/ws/app/gone".into(), "/nowhere".into());
    let (files, findings) = walk(&system);
    assert_eq!(
        files,
        ["app/blog/page.tsx", "app/layout.tsx", "app/news/page.tsx", "app/page.tsx", "proxy.ts"]
    );
    assert_eq!(findings, [""; 0]);
}

#[test]
fn a_loop_of_symbolic_links_is_named_and_ends() {
    let loop_of = |link: &str| {
        format!("symlink-loop: {link} is a symbolic link to a folder that it is in, a loop without end")
    };
    let upwards = app(&["app/blog/page.tsx"]);
    upwards.add_symlink("/ws/app/blog/up".into(), "..".into());
    upwards.add_symlink("/ws/app/blog/root".into(), "/ws".into());
    let (files, findings) = walk(&upwards);
    assert_eq!(files, ["app/blog/page.tsx"]);
    assert_eq!(findings, [loop_of("app/blog/root"), loop_of("app/blog/up")]);

    let each_other = app(&["app/page.tsx"]);
    each_other.add_symlink("/ws/app/a".into(), "/shared/a".into());
    each_other.add_file("/shared/a/page.tsx".into(), b"");
    each_other.add_file("/shared/b/page.tsx".into(), b"");
    each_other.add_symlink("/shared/a/b".into(), "/shared/b".into());
    each_other.add_symlink("/shared/b/a".into(), "/shared/a".into());
    let (files, findings) = walk(&each_other);
    assert_eq!(files, ["app/a/b/page.tsx", "app/a/page.tsx", "app/page.tsx"]);
    assert_eq!(findings, [loop_of("app/a/b/a")]);

    let itself = app(&["app/page.tsx"]);
    itself.add_symlink("/ws/app/me".into(), "me".into());
    let (files, findings) = walk(&itself);
    assert_eq!(files, ["app/page.tsx"]);
    assert_eq!(
        findings,
        [
            "unreadable-link: app/me is a symbolic link that cannot be followed: too many levels of symbolic links"
        ]
    );
}

#[test]
fn what_cannot_be_listed_is_named_and_the_rest_goes_on() {
    let system = app(&["app/page.tsx", "app/secret/page.tsx", "app/z/page.tsx", "src/x.ts"]);
    for folder in ["/ws/app/secret", "/ws/src", "/ws"] {
        system.fail_on(Operation::List, folder.into(), ErrorKind::PermissionDenied);
    }
    system.fail_on(Operation::Inspect, "/ws/pages".into(), ErrorKind::PermissionDenied);
    let (files, findings) = walk(&system);
    assert_eq!(files, ["app/page.tsx", "app/z/page.tsx"]);
    assert_eq!(
        findings,
        [
            "unreadable-folder: the folder of the app is left out: it cannot be listed (permission denied)",
            "unreadable-folder: src is left out: it cannot be listed (permission denied)",
            "unreadable-folder: app/secret is left out: it cannot be listed (permission denied)",
            "unreadable-folder: pages is left out: it cannot be listed (permission denied)",
        ]
    );
}

#[test]
fn an_empty_router_folder_is_found_where_next_takes_it_for_the_router() {
    let case = |empty: &str, files: &[&str]| {
        let system = app(files);
        system.add_file(&Utf8Path::new("/ws").join(empty).join("_private/x.ts"), b"");
        system.remove_file(&Utf8Path::new("/ws").join(empty).join("_private/x.ts")).unwrap();
        walk(&system)
    };
    let (files, findings) = case("app", &["src/app/page.tsx", "src/application.ts"]);
    assert_eq!(files, ["src/application.ts"]);
    assert_eq!(
        findings,
        [
            "empty-router-folder: there is no route in app, but Next takes the folder as it is, and does not look into src/app"
        ]
    );
    let apart = |taken: &str, beside: &str| {
        format!(
            "empty-router-folder: there is no route in {taken}, but Next takes the folder as it is, \
             and stops because {taken} and {beside} are in different folders"
        )
    };
    assert_eq!(case("app", &["src/pages/index.tsx"]).1, [apart("app", "src/pages")]);
    assert_eq!(case("src/pages", &["app/page.tsx"]).1, [apart("src/pages", "app")]);
    assert_eq!(case("pages", &["app/page.tsx"]).1, [""; 0]);
    assert_eq!(case("src/app", &["app/page.tsx"]).1, [""; 0]);
}

#[test]
fn an_app_without_anything_has_no_files_and_no_findings() {
    let system = MemorySystem::new();
    system.add_dir("/ws".into());
    assert_eq!(walk(&system), (Vec::new(), Vec::new()));
    let files = app(&["app", "src"]);
    assert_eq!(walk(&files), (vec!["app".to_owned(), "src".to_owned()], Vec::new()));
}

#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::disallowed_methods, reason = "only the disk can hold a name that is not UTF-8")]
fn a_name_that_is_not_utf8_is_named_and_left_out() {
    use std::os::unix::ffi::OsStrExt;
    let guard = tempfile::tempdir().unwrap();
    let dir = Utf8Path::from_path(guard.path()).unwrap();
    std::fs::create_dir_all(dir.join("app/ok")).unwrap();
    std::fs::write(dir.join("app/ok/page.tsx"), "").unwrap();
    let bad = dir.as_std_path().join("app/ok").join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    std::fs::create_dir(&bad).unwrap();
    std::fs::write(bad.join("page.tsx"), "").unwrap();
    let (files, diagnostics) = app_files(&MemorySystem::over(Arc::new(OsSystem)), dir);
    assert_eq!(files, ["app/ok/page.tsx"]);
    let messages: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(messages, ["app/ok/caf\u{fffd} is left out: its name is not UTF-8"]);
}

#[cfg(unix)]
#[test]
#[expect(clippy::disallowed_methods, reason = "the disk has the last word on what a loop of links is")]
fn loops_on_the_disk_end_as_those_in_memory_do() {
    use std::os::unix::fs::symlink;
    let guard = tempfile::tempdir().unwrap();
    let dir = Utf8Path::from_path(guard.path()).unwrap();
    std::fs::create_dir_all(dir.join("app/blog")).unwrap();
    std::fs::write(dir.join("app/blog/page.tsx"), "").unwrap();
    symlink("..", dir.join("app/blog/up")).unwrap();
    symlink("me", dir.join("app/blog/me")).unwrap();
    symlink("blog", dir.join("app/news")).unwrap();
    let (files, diagnostics) = app_files(&OsSystem, dir);
    assert_eq!(files, ["app/blog/page.tsx", "app/news/page.tsx"]);
    let named: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.message.split(' ').next().unwrap_or_default()))
        .collect();
    assert_eq!(
        named,
        [
            ("unreadable-link", "app/blog/me"),
            ("symlink-loop", "app/blog/up"),
            ("unreadable-link", "app/news/me"),
            ("symlink-loop", "app/news/up"),
        ]
    );
}
