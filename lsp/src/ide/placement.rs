//! Where a module runs, and the imports that lead there.

use std::fmt::Write as _;

use rutter_check::{ChainStep, Project};
use rutter_syntax::facts::RequestId;
use rutter_syntax::graph::{Environment, ModuleId, ModuleOrigin, Target};

use super::markdown::code;

/// Where a module runs, each environment with the shortest way that leads there. Markdown.
pub(crate) fn of_module(project: &Project<'_>, module: ModuleId) -> String {
    let environments = project.environments;
    let all = Environment::ALL.into_iter().filter(|it| environments.contains(module, *it));
    let all: Vec<Environment> = all.collect();
    if environments.is_assumed(module) {
        let places: Vec<&str> = all.iter().map(|it| place(*it)).collect();
        return format!(
            "No route reaches this module. Its directive would have it run **{}**.\n",
            places.join("** and **")
        );
    }
    if all.is_empty() {
        return "No route reaches this module.\n".to_owned();
    }
    let mut text = String::new();
    for environment in all {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "This module runs **{}**.\n", place(environment));
        write_chain(&mut text, project, &environments.chain(module, environment));
    }
    text
}

/// What an import leads to. None where nothing can be said. Markdown.
pub(crate) fn of_request(project: &Project<'_>, module: ModuleId, request: RequestId) -> Option<String> {
    let facts = project.graph[module].facts();
    let specifier = code(facts.specifier(request));
    if facts.is_erased(request) {
        let mut names = facts.imports.iter().filter(|import| import.request == request);
        let is_type = facts[request].type_only || names.all(|import| import.type_only);
        return Some(match is_type {
            true => format!("{specifier} is imported for its types alone, and loaded nowhere.\n"),
            false => format!("No value of {specifier} is used here, so it is not loaded for this import.\n"),
        });
    }
    let mut all = Environment::ALL.into_iter().filter(|it| project.environments.contains(module, *it));
    let environment = all.next().unwrap_or(Environment::Server);
    let text = match project.graph.target(module, request, environment) {
        Target::Module(target) => return Some(of_target(project, environment, &specifier, target)),
        Target::Builtin(name) => format!("{specifier} is {} of Node.", code(name)),
        Target::External { package } => {
            format!("{specifier} is of the package {}, which is not read.", code(package))
        }
        Target::Asset => format!("{specifier} is a file without code."),
        Target::Missing => format!("{specifier} leads to no file."),
        Target::Ignored => return None,
    };
    Some(text + "\n")
}

fn of_target(project: &Project<'_>, from: Environment, specifier: &str, target: ModuleId) -> String {
    let module = &project.graph[target];
    let what = match module.origin {
        ModuleOrigin::Package => "a file of a package",
        ModuleOrigin::App | ModuleOrigin::Workspace => "a module",
    };
    let mut text = format!("{specifier} is {}, {what}", code(&project.path(target)));
    if module.has_directive("use client") {
        text.push_str(match from {
            Environment::Server => {
                " with `'use client'`: what it exports runs **in the client** from here on"
            }
            _ => " with `'use client'`",
        });
    } else if module.has_directive("use server") {
        text.push_str(match from {
            Environment::Client => {
                " with `'use server'`: what it exports is called from here, and runs **on the server**"
            }
            _ => " with `'use server'`",
        });
    }
    text + ".\n"
}

/// The modules of a way as a list, each below the one that imports it.
fn write_chain(text: &mut String, project: &Project<'_>, chain: &[ChainStep]) {
    let mut before = None;
    for (depth, step) in chain.iter().enumerate() {
        let path = code(&project.path(step.module));
        let _ = write!(text, "{}- {path}", "  ".repeat(depth));
        if let Some(entry) = project.entries(step.module).first().filter(|_| depth == 0) {
            let _ = write!(text, " ({} of {})", entry.kind.as_str(), code(entry.pattern.as_str()));
        }
        if before.replace(step.environment).is_some_and(|before| before != step.environment) {
            let _ = write!(text, " ({})", place(step.environment));
        }
        text.push('\n');
    }
    text.push('\n');
}

/// An environment as a place.
fn place(environment: Environment) -> &'static str {
    match environment {
        Environment::Server => "on the server",
        Environment::Client => "in the client",
        Environment::Pages => "in pages of the Pages Router",
        Environment::Api => "in API routes of the Pages Router",
    }
}
