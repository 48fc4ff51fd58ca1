//! The files that the Rust side is made of, for whoever watches them.

use std::collections::BTreeSet;
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::config;
use rutter_routes::listing;

use super::find::Binary;
use super::metadata::Package;

/// The folders with what a binary is built of, as far as it belongs to the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sources {
    /// With a `Cargo.toml`, a `Cargo.lock` or a build script, which lie in the folder itself.
    pub(crate) manifests: BTreeSet<Utf8PathBuf>,
    /// With sources, also further down.
    pub(crate) code: BTreeSet<Utf8PathBuf>,
}

impl Sources {
    pub(super) fn of(binary: &Binary) -> Self {
        let packages = &binary.cargo.packages;
        let own = packages.iter().find(|package| package.manifest_path == binary.build.manifest);
        let names = own.map(|package| binary.cargo.below(package)).unwrap_or_default();
        let used: Vec<&Package> = packages.iter().filter(|it| names.contains(it.name.as_str())).collect();
        let mut sources = Self::default();
        sources.manifests.insert(binary.cargo.workspace_root.clone());
        sources.manifests.extend(used.iter().map(|package| package.dir().to_owned()));
        let files = used.iter().flat_map(|package| package.files());
        sources.code.extend(files.filter_map(Utf8Path::parent).map(Utf8Path::to_owned));
        // A package with its sources beside its `Cargo.toml` has other folders there too.
        sources.code.retain(|folder| !sources.manifests.contains(folder));
        sources
    }

    /// Whether a change of a file may change the contract.
    pub(crate) fn concern(&self, path: &Path) -> bool {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let is_beside = || path.parent().is_some_and(|folder| self.manifests.iter().any(|it| it == folder));
        match &*name {
            config::FILE_NAME | listing::FILE_NAME => true,
            "Cargo.toml" | "Cargo.lock" => is_beside(),
            name => {
                self.code.iter().any(|folder| path.starts_with(folder))
                    || (name.ends_with(".rs") && is_beside())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_concerns_the_rust_side() {
        let sources = Sources {
            manifests: ["/ws".into(), "/ws/api".into()].into(),
            code: ["/ws/api/src".into()].into(),
        };
        for (path, expected) in [
            ("/ws/api/src/a/b.rs", true),
            ("/ws/api/src/query.sql", true),
            ("/ws/api/build.rs", true),
            ("/ws/api/Cargo.toml", true),
            ("/ws/Cargo.lock", true),
            ("/ws/rutter.routes", true),
            ("/ws/rutter.toml", true),
            ("/ws/web/app/page.tsx", false),
            ("/ws/api/README.md", false),
            ("/ws/web/Cargo.toml", false),
        ] {
            assert_eq!(sources.concern(Path::new(path)), expected, "{path}");
        }
    }
}
