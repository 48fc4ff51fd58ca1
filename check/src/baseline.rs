//! The findings that an app had when it began to be checked.
//!
//! A large app cannot put everything right on the first day. Its baseline file lists what is known, so that only what is
//! new is reported. A finding is known by its file, its rule and the text of its line: it stays known when lines move,
//! and is reported again when its own line is edited.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Known findings. The same findings give the same text, to the byte.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    /// File, rule, hash of the line, and how many there are.
    files: BTreeMap<String, BTreeMap<String, BTreeMap<String, usize>>>,
}

/// The form that this version of Rutter writes and reads.
const VERSION: u32 = 1;

/// Why a baseline file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// It is not the JSON that Rutter writes.
    #[error("it is not what Rutter writes: {0}")]
    Form(#[from] serde_json::Error),
    /// It was written by another version of Rutter.
    #[error("it has version {0}, and this Rutter knows version {VERSION}")]
    Version(u32),
}

impl Baseline {
    /// A baseline without findings.
    #[must_use]
    pub fn new() -> Self {
        Self { version: VERSION, files: BTreeMap::new() }
    }

    /// Reads the text of a baseline file.
    ///
    /// # Errors
    /// If another program or another version wrote it.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let baseline: Self = serde_json::from_str(text)?;
        if baseline.version == VERSION { Ok(baseline) } else { Err(BaselineError::Version(baseline.version)) }
    }

    /// The text of its file.
    ///
    /// # Errors
    /// Never for a baseline that was made here; the type is that of the serializer.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// Adds a finding of a rule in a file; `line` is the text of the line that it is on.
    pub fn add(&mut self, file: &str, rule: &str, line: &str) {
        let rules = self.files.entry(file.to_owned()).or_default();
        *rules.entry(rule.to_owned()).or_default().entry(line_hash(line)).or_default() += 1;
    }

    /// Takes a finding out. Whether it was there.
    pub fn take(&mut self, file: &str, rule: &str, line: &str) -> bool {
        let Some(rules) = self.files.get_mut(file) else { return false };
        let Some(lines) = rules.get_mut(rule) else { return false };
        let hash = line_hash(line);
        let Some(count) = lines.get_mut(&hash) else { return false };
        *count = count.saturating_sub(1);
        if *count == 0 {
            lines.remove(&hash);
            if lines.is_empty() {
                rules.remove(rule);
            }
            if rules.is_empty() {
                self.files.remove(file);
            }
        }
        true
    }

    /// How many findings there are, in the files that `counts` chooses.
    pub fn len_in(&self, counts: impl Fn(&str) -> bool) -> usize {
        let files = self.files.iter().filter(|(file, _)| counts(file));
        files.flat_map(|(_, rules)| rules.values()).flat_map(BTreeMap::values).sum()
    }

    /// Adds what another baseline knows of the files that `counts` chooses. A finding that both know is one.
    pub fn merge(&mut self, other: &Self, counts: impl Fn(&str) -> bool) {
        for (file, rules) in other.files.iter().filter(|(file, _)| counts(file)) {
            for (rule, lines) in rules {
                for (line, number) in lines {
                    let own = self.files.entry(file.clone()).or_default().entry(rule.clone()).or_default();
                    let own = own.entry(line.clone()).or_default();
                    *own = (*own).max(*number);
                }
            }
        }
    }
}

/// A hash of a line (FNV-1a), without the white space around it. It stands in files that are committed or kept by others, so
/// it is the same in every version and on every machine.
#[must_use]
pub fn line_hash(line: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in line.trim().bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_known_by_its_line_wherever_that_is() {
        let mut baseline = Baseline::new();
        for line in ["  <A b={c} />", "<A b={c} />\r", "<D />"] {
            baseline.add("app/page.tsx", "client-export-call", line);
        }
        assert_eq!(baseline.len_in(|_| true), 3);
        assert!(baseline.take("app/page.tsx", "client-export-call", "<A b={c} />"));
        assert!(baseline.take("app/page.tsx", "client-export-call", "\t<A b={c} />"));
        assert!(!baseline.take("app/page.tsx", "client-export-call", "<A b={c} />"), "there were two");
        assert!(!baseline.take("app/page.tsx", "client-export-call", "<D e />"), "the line was edited");
        assert!(!baseline.take("app/page.tsx", "unknown-href", "<D />"));
        assert_eq!(baseline.len_in(|file| file.starts_with("app/")), 1);
        assert_eq!(baseline.len_in(|file| file.starts_with("lib/")), 0);

        let mut other = Baseline::new();
        for file in ["app/page.tsx", "app/page.tsx", "lib/a.ts", "b.ts"] {
            other.add(file, "client-export-call", "<D />");
        }
        baseline.merge(&other, |file| file != "b.ts");
        assert_eq!((baseline.len_in(|file| file == "app/page.tsx"), baseline.len_in(|_| true)), (2, 3));
    }

    #[test]
    fn the_text_is_stable_and_reads_back() {
        let mut baseline = Baseline::new();
        baseline.add("b.ts", "y", "2");
        baseline.add("a.ts", "x", "1");
        let text = baseline.to_text().unwrap();
        assert_eq!(
            text,
            "{\n  \"version\": 1,\n  \"files\": {\n    \"a.ts\": {\n      \"x\": {\n        \
             \"af63ac4c86019afc\": 1\n      }\n    },\n    \"b.ts\": {\n      \"y\": {\n        \
             \"af63af4c8601a015\": 1\n      }\n    }\n  }\n}\n"
        );
        assert_eq!(Baseline::parse(&text).unwrap(), baseline);
        let newer = text.replace("\"version\": 1", "\"version\": 2");
        assert_eq!(
            Baseline::parse(&newer).unwrap_err().to_string(),
            "it has version 2, and this Rutter knows version 1"
        );
        assert!(Baseline::parse("[]").is_err());
    }
}
