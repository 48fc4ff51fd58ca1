//! The figures as an aligned table, and as JSON.

use std::time::Duration;

use serde::Serialize;

use super::measure::Samples;

/// What one command has cost.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    part: &'static str,
    /// How many routes the project has, or how many files.
    size: usize,
    command: &'static str,
    cpu_median_ms: f64,
    cpu_min_ms: f64,
    wall_median_ms: f64,
    peak_memory_bytes: u64,
    memory_goal: Option<MemoryGoal>,
    comparison: Option<Comparison>,
}

/// What the peak memory is to be.
#[derive(Clone, Copy, Debug, Serialize)]
struct MemoryGoal {
    most_bytes: u64,
    met: bool,
}

/// The CPU time as a multiple of another row's.
#[derive(Clone, Debug, Serialize)]
struct Comparison {
    with: &'static str,
    ratio: f64,
    goal: Option<Goal>,
    met: Option<bool>,
}

/// What a ratio is to be.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Goal {
    /// At most this.
    pub(crate) most: f64,
}

impl Row {
    /// The row of a command.
    pub(crate) fn new(part: &'static str, size: usize, samples: &Samples) -> Self {
        Self {
            part,
            size,
            command: samples.name,
            cpu_median_ms: milliseconds(samples.median(|run| run.cpu)),
            cpu_min_ms: milliseconds(samples.least_cpu()),
            wall_median_ms: milliseconds(samples.median(|run| run.wall)),
            peak_memory_bytes: samples.median(|run| run.peak),
            memory_goal: None,
            comparison: None,
        }
    }

    /// The same row, with a goal for its peak memory.
    pub(crate) fn within(mut self, most_bytes: u64) -> Self {
        let met = self.peak_memory_bytes <= most_bytes;
        self.memory_goal = Some(MemoryGoal { most_bytes, met });
        self
    }

    /// The same row, compared with another command that ran in turn with its own.
    pub(crate) fn against(mut self, other: &Samples, own: &Samples, goal: Option<Goal>) -> Self {
        let ratio = own.ratio_to(other);
        let met = goal.map(|goal| ratio <= goal.most);
        self.comparison = Some(Comparison { with: other.name, ratio, goal, met });
        self
    }

    fn cells(&self) -> [String; 9] {
        let comparison = self.comparison.as_ref();
        let told =
            |most: String, met: bool| format!("at most {most}: {}", if met { "met" } else { "MISSED" });
        let ratio_goal = comparison.and_then(|it| Some(told(it.goal?.most.to_string(), it.met?)));
        let memory_goal = self.memory_goal.map(|it| told(mebibytes(it.most_bytes), it.met));
        [
            self.part.to_owned(),
            self.size.to_string(),
            self.command.to_owned(),
            format!("{:.1} ms", self.cpu_median_ms),
            format!("{:.1} ms", self.cpu_min_ms),
            format!("{:.1} ms", self.wall_median_ms),
            mebibytes(self.peak_memory_bytes),
            comparison
                .map(|Comparison { ratio, with, .. }| format!("{ratio:.3} of {with}"))
                .unwrap_or_default(),
            ratio_goal.into_iter().chain(memory_goal).collect::<Vec<_>>().join(", "),
        ]
    }
}

const HEAD: [&str; 9] =
    ["part", "size", "command", "CPU median", "CPU min", "wall median", "peak memory", "CPU ratio", "goal"];

/// The columns that hold numbers.
const RIGHT: std::ops::Range<usize> = 3..7;

/// The rows under a head, each column as wide as it must be.
pub(crate) fn table(rows: &[Row]) -> String {
    let lines: Vec<[String; 9]> =
        std::iter::once(HEAD.map(str::to_owned)).chain(rows.iter().map(Row::cells)).collect();
    let widths: Vec<usize> = (0..HEAD.len())
        .map(|column| lines.iter().map(|line| line[column].len()).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for line in &lines {
        let cells = line.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            if column == 1 || RIGHT.contains(&column) {
                format!("{cell:>width$}")
            } else {
                format!("{cell:width$}")
            }
        });
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn mebibytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(command: &'static str, ms: f64, comparison: Option<Comparison>) -> Row {
        Row {
            part: "generate",
            size: 1_000,
            command,
            cpu_median_ms: ms,
            cpu_min_ms: ms,
            wall_median_ms: ms,
            peak_memory_bytes: 3 << 19,
            memory_goal: None,
            comparison,
        }
    }

    #[test]
    fn columns_are_aligned() {
        let goal = Goal { most: 0.05 };
        let met = Comparison { with: "a", ratio: 0.04, goal: Some(goal), met: Some(true) };
        let missed = Comparison { with: "a", ratio: 0.06, goal: Some(goal), met: Some(false) };
        let rows = [
            row("a", 100.0, None).within(1 << 20),
            row("much longer", 4.04, Some(met)),
            row("b", 6.0, Some(missed)).within(2 << 20),
        ];
        let expected = "\
part      size  command      CPU median   CPU min  wall median  peak memory  CPU ratio   goal
generate  1000  a              100.0 ms  100.0 ms     100.0 ms      1.5 MiB              at most 1.0 MiB: MISSED
generate  1000  much longer      4.0 ms    4.0 ms       4.0 ms      1.5 MiB  0.040 of a  at most 0.05: met
generate  1000  b                6.0 ms    6.0 ms       6.0 ms      1.5 MiB  0.060 of a  at most 0.05: MISSED, at most 2.0 MiB: met
";
        assert_eq!(table(&rows), expected);
    }
}
