//! What a process costs, from its start to its end.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use wait4::Wait4 as _;

use crate::shell;

/// What one run has cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// User and system time of the process and of the children that it waited for. On Windows, which keeps no
    /// account of children, of the process alone.
    pub(crate) cpu: Duration,
    /// From start to end.
    pub(crate) wall: Duration,
    /// The most memory that the process, or one of those children, had at a time, in bytes; 0 where it is not known.
    /// Linux counts what it had as a copy of this process, before its own program was loaded: some 5 MiB.
    pub(crate) peak: u64,
}

/// A command under measurement.
pub(crate) struct Subject<'a> {
    /// What it is called in the report.
    pub(crate) name: &'static str,
    /// Whether an exit status of 1 only says that something was found.
    pub(crate) may_find: bool,
    /// Puts the project into the state from which a run starts, and returns the command. Only the command counts.
    pub(crate) ready: Box<dyn Fn() -> Result<Command> + 'a>,
}

/// The runs of one subject, in order.
#[derive(Debug)]
pub(crate) struct Samples {
    /// The name of the subject.
    pub(crate) name: &'static str,
    runs: Vec<Usage>,
}

impl Samples {
    /// The middle of what the runs have cost by some measure.
    pub(crate) fn median<T: Copy + Ord>(&self, measure: impl Fn(&Usage) -> T) -> T {
        let mut values: Vec<T> = self.runs.iter().map(measure).collect();
        values.sort_unstable();
        values[values.len() / 2]
    }

    /// The least CPU time of a run.
    pub(crate) fn least_cpu(&self) -> Duration {
        self.runs.iter().map(|run| run.cpu).min().unwrap_or_default()
    }

    /// How many times the CPU time of another subject this one takes: the median of the ratios of runs that stood
    /// next to each other, so that a slow minute of the machine changes neither side alone. What ran once stands next to
    /// every run.
    pub(crate) fn ratio_to(&self, other: &Self) -> f64 {
        let pairs = self.runs.iter().zip(other.runs.iter().cycle());
        let mut ratios: Vec<f64> = pairs.map(|(a, b)| a.cpu.as_secs_f64() / b.cpu.as_secs_f64()).collect();
        ratios.sort_unstable_by(f64::total_cmp);
        ratios[ratios.len() / 2]
    }
}

/// Runs the subjects by turns (A B C A B C), once without counting and then `runs` times. What they write goes to the
/// file `log`.
pub(crate) fn by_turns(subjects: &[Subject<'_>], runs: u32, log: &Path) -> Result<Vec<Samples>> {
    let mut samples: Vec<Samples> =
        subjects.iter().map(|subject| Samples { name: subject.name, runs: Vec::new() }).collect();
    for round in 0..=runs {
        for (subject, samples) in subjects.iter().zip(&mut samples) {
            let usage = measure(&mut (subject.ready)()?, subject.may_find, log)?;
            if round > 0 {
                samples.runs.push(usage);
            }
        }
    }
    Ok(samples)
}

/// Runs a subject a single time, for what takes too long to be repeated.
pub(crate) fn once(subject: &Subject<'_>, log: &Path) -> Result<Samples> {
    Ok(Samples { name: subject.name, runs: vec![measure(&mut (subject.ready)()?, subject.may_find, log)?] })
}

/// Runs a command once. A command that fails measures nothing, and is an error.
fn measure(command: &mut Command, may_find: bool, log: &Path) -> Result<Usage> {
    let output = File::create(log).with_context(|| format!("{} cannot be written", log.display()))?;
    command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
    let start = Instant::now();
    let child =
        command.spawn().with_context(|| format!("`{}` could not be started", shell::show(command)))?;
    let finished = child.wait4()?;
    let wall = start.elapsed();
    let has_run = finished.status.success() || (may_find && finished.status.code() == Some(1));
    if !has_run {
        let output = fs::read_to_string(log).unwrap_or_default();
        let shown: String = output.lines().take(40).map(|line| format!("{line}\n")).collect();
        bail!("`{}` failed ({})\n{shown}", shell::show(command), finished.status);
    }
    let cpu = finished.rusage.utime + finished.rusage.stime;
    Ok(Usage { cpu, wall, peak: finished.rusage.maxrss })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(cpu_ms: &[u64]) -> Samples {
        let usage = |&ms| Usage { cpu: Duration::from_millis(ms), wall: Duration::ZERO, peak: 0 };
        Samples { name: "", runs: cpu_ms.iter().map(usage).collect() }
    }

    #[test]
    fn one_slow_run_moves_neither_median_nor_minimum() {
        let samples = samples(&[12, 11, 90, 10, 11]);
        assert_eq!(samples.median(|run| run.cpu), Duration::from_millis(11));
        assert_eq!(samples.least_cpu(), Duration::from_millis(10));
    }

    #[test]
    fn runs_are_compared_in_pairs() {
        // In the last two rounds the machine was twice as slow, for both.
        let ratio = samples(&[10, 10, 10, 20, 20]).ratio_to(&samples(&[100, 100, 100, 200, 200]));
        assert!((ratio - 0.1).abs() < 1e-9, "{ratio}");
        let ratio = samples(&[40, 10, 10]).ratio_to(&samples(&[100]));
        assert!((ratio - 0.1).abs() < 1e-9, "{ratio}");
    }
}
