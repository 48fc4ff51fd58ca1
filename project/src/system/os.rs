//! The disk.

#![expect(clippy::disallowed_methods, reason = "this is the one place that touches the disk")]

use std::cell::RefCell;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::time::SystemTime;

use camino::{Utf8Path, Utf8PathBuf};

use super::{
    DirEntry, FileKind, Listing, Operation, System, SystemError, TEMPORARY_PREFIX, TEMPORARY_SUFFIX,
};

/// How often a write starts again when its temporary file vanishes. Another run of Rutter that starts in the
/// meantime deletes temporary files that a crash left behind, and cannot tell ours from those.
const WRITE_ATTEMPTS: usize = 3;

/// The file system of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsSystem;

impl System for OsSystem {
    fn read(&self, path: &Utf8Path) -> Result<Vec<u8>, SystemError> {
        CONTENTS.with_borrow_mut(|contents| {
            self.read_into(path, contents)?;
            let exact = contents.to_vec();
            contents.clear();
            contents.shrink_to(READ_AT_ONCE);
            Ok(exact)
        })
    }

    fn read_into(&self, path: &Utf8Path, contents: &mut Vec<u8>) -> Result<(), SystemError> {
        read(path, contents).map_err(|error| SystemError::new(Operation::Read, path, error))
    }

    fn kind(&self, path: &Utf8Path) -> Result<FileKind, SystemError> {
        match fs::metadata(path) {
            Ok(metadata) => Ok(kind_of(metadata.file_type())),
            Err(error) => Err(SystemError::new(Operation::Inspect, path, error)),
        }
    }

    fn link_kind(&self, path: &Utf8Path) -> Result<FileKind, SystemError> {
        match fs::symlink_metadata(path) {
            Ok(metadata) => Ok(kind_of(metadata.file_type())),
            Err(error) => Err(SystemError::new(Operation::Inspect, path, error)),
        }
    }

    fn read_dir(&self, path: &Utf8Path) -> Result<Listing, SystemError> {
        list(path).map_err(|error| SystemError::new(Operation::List, path, error))
    }

    fn canonicalize(&self, path: &Utf8Path) -> Result<Utf8PathBuf, SystemError> {
        path.canonicalize_utf8().map_err(|error| SystemError::new(Operation::Resolve, path, error))
    }

    fn modified(&self, path: &Utf8Path) -> Option<SystemTime> {
        fs::metadata(path).ok()?.modified().ok()
    }

    fn is_on_disk(&self) -> bool {
        true
    }

    fn write(&self, path: &Utf8Path, contents: &[u8]) -> Result<(), SystemError> {
        for _ in 1..WRITE_ATTEMPTS {
            match write_through_temporary(path, contents) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                result => return result.map_err(|error| SystemError::new(Operation::Write, path, error)),
            }
        }
        write_through_temporary(path, contents)
            .map_err(|error| SystemError::new(Operation::Write, path, error))
    }

    fn remove_file(&self, path: &Utf8Path) -> Result<(), SystemError> {
        fs::remove_file(path).map_err(|error| SystemError::new(Operation::Delete, path, error))
    }

    fn create_dir_all(&self, path: &Utf8Path) -> Result<(), SystemError> {
        fs::create_dir_all(path).map_err(|error| SystemError::new(Operation::CreateFolder, path, error))
    }

    fn remove_dir(&self, path: &Utf8Path) -> Result<(), SystemError> {
        fs::remove_dir(path).map_err(|error| SystemError::new(Operation::DeleteFolder, path, error))
    }
}

thread_local! {
    /// Where this thread reads files into whose size is not known.
    static CONTENTS: RefCell<Vec<u8>> = RefCell::new(Vec::with_capacity(READ_AT_ONCE));
}

/// How many bytes are read at once, which is more than most files have.
const READ_AT_ONCE: usize = 64 << 10;

/// Reads a file without asking for its size first, which would take another call of the system for each of thousands of
/// files.
fn read(path: &Utf8Path, contents: &mut Vec<u8>) -> io::Result<()> {
    contents.clear();
    contents.reserve(READ_AT_ONCE);
    // Only a file itself is asked for its size.
    fs::File::open(path)?.take(u64::MAX).read_to_end(contents)?;
    Ok(())
}

fn kind_of(file_type: fs::FileType) -> FileKind {
    if file_type.is_file() {
        FileKind::File
    } else if file_type.is_dir() {
        FileKind::Directory
    } else if file_type.is_symlink() {
        FileKind::Symlink
    } else {
        FileKind::Other
    }
}

fn list(path: &Utf8Path) -> io::Result<Listing> {
    let mut listing = Listing::default();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        match entry.file_name().into_string() {
            Ok(name) => {
                let kind = kind_of(entry.file_type()?);
                listing.entries.push(DirEntry { name, kind });
            }
            Err(name) => listing.not_utf8.push(name.to_string_lossy().into_owned()),
        }
    }
    listing.entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    listing.not_utf8.sort_unstable();
    Ok(listing)
}

/// Writes a temporary file in the same folder (a rename is atomic only within one file system) and renames it.
fn write_through_temporary(path: &Utf8Path, contents: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(parent) if parent.as_str().is_empty() => Utf8Path::new("."),
        Some(parent) => parent,
        None => return Err(io::ErrorKind::IsADirectory.into()),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX).suffix(TEMPORARY_SUFFIX);
    // A temporary file is private to its owner unless told otherwise. Generated files are ordinary files: what the
    // umask leaves of rw-rw-rw-.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(contents)?;
    match fs::metadata(path) {
        Ok(existing) => fs::set_permissions(file.path(), existing.permissions())?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn temporary_folder() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = Utf8Path::from_path(folder.path()).expect("a UTF-8 path").to_owned();
        (folder, path)
    }

    #[test]
    fn a_write_leaves_the_new_contents_and_no_temporary_file() {
        let (_guard, folder) = temporary_folder();
        let path = folder.join("routes.gen.ts");
        OsSystem.write(&path, b"first").unwrap();
        OsSystem.write(&path, b"second").unwrap();
        assert_eq!(OsSystem.read(&path).unwrap(), b"second");
        let names: Vec<_> = OsSystem.read_dir(&folder).unwrap().entries;
        assert_eq!(names, [DirEntry { name: "routes.gen.ts".to_owned(), kind: FileKind::File }]);
    }

    #[cfg(unix)]
    #[test]
    fn a_write_keeps_the_permissions_of_an_existing_file_and_gives_ordinary_ones_to_a_new_one() {
        use std::os::unix::fs::PermissionsExt;
        let (_guard, folder) = temporary_folder();
        let mode = |path: &Utf8Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;

        let ordinary = folder.join("ordinary");
        fs::write(&ordinary, "").unwrap();
        let new = folder.join("new");
        OsSystem.write(&new, b"").unwrap();
        assert_eq!(mode(&new), mode(&ordinary), "the umask decides, as for any new file");

        fs::set_permissions(&new, fs::Permissions::from_mode(0o640)).unwrap();
        OsSystem.write(&new, b"changed").unwrap();
        assert_eq!(mode(&new), 0o640);
    }

    #[test]
    fn errors_name_the_path_and_the_reason() {
        let (_guard, folder) = temporary_folder();
        fs::write(folder.join("file"), [b'a', 0xff]).unwrap();
        let message = |error: SystemError| error.to_string().replace(folder.as_str(), "/ws");

        let through_file = folder.join("file/below");
        let below_file = OsSystem.write(&through_file, b"").unwrap_err();
        assert_eq!(
            message(below_file),
            "cannot write /ws/file/below: a part of the path is a file, not a folder"
        );
        let folder_below_file = OsSystem.create_dir_all(&through_file).unwrap_err();
        assert_eq!(
            message(folder_below_file),
            "cannot create the folder /ws/file/below: a part of the path is a file, not a folder"
        );
        let missing = OsSystem.read(&folder.join("missing")).unwrap_err();
        assert!(missing.is_not_found());
        assert_eq!(message(missing), "cannot read /ws/missing: it does not exist");
        assert_eq!(
            message(OsSystem.read_to_string(&folder.join("file")).unwrap_err()),
            "cannot read /ws/file: it is not UTF-8 text (byte 1 is the first that does not fit)"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_utf8_is_set_apart() {
        use std::os::unix::ffi::OsStrExt;
        let (_guard, folder) = temporary_folder();
        fs::write(folder.join("b"), "").unwrap();
        fs::write(folder.join("a"), "").unwrap();
        fs::write(folder.as_std_path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.tsx")), "").unwrap();
        let listing = OsSystem.read_dir(&folder).unwrap();
        assert_eq!(listing.entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(listing.not_utf8, ["caf\u{fffd}.tsx"]);
    }
}
