//! Rutter in Zed: says how `rutter lsp` is started.

use zed_extension_api::serde_json::{Value, json};
use zed_extension_api::settings::LspSettings;
use zed_extension_api::{Command, Extension, LanguageServerId, Result, Worktree, register_extension};

struct Rutter;

impl Extension for Rutter {
    fn new() -> Self {
        Self
    }

    /// The command that `lsp.rutter.binary` states, or else `rutter lsp` from the `PATH`.
    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let stated = LspSettings::for_worktree(server.as_ref(), worktree)?.binary;
        let (path, arguments, env) = match stated {
            Some(binary) => (binary.path, binary.arguments, binary.env),
            None => (None, None, None),
        };
        let command = path.or_else(|| worktree.which("rutter")).ok_or(
            "`rutter` is not on the `PATH`; install it, or say in the setting `lsp.rutter.binary.path` where it is",
        )?;
        let args = arguments.unwrap_or_else(|| vec!["lsp".to_owned()]);
        // A `PATH` that the user's shell sets is not that of Zed.
        let mut environment = worktree.shell_env();
        environment.extend(env.unwrap_or_default());
        Ok(Command { command, args, env: environment })
    }

    /// What `lsp.rutter.settings` states, under the name by which the server asks for it.
    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        let settings = LspSettings::for_worktree(server.as_ref(), worktree)?.settings;
        Ok(settings.map(|settings| json!({ "rutter": settings })))
    }
}

register_extension!(Rutter);
