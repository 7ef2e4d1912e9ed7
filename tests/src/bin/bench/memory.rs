//! How much memory this process holds, by the kernel's account.

use symposia_tests::{Failure, Outcome};

/// What `work` holds at its highest, in megabytes beyond what was held before, and what it gives.
///
/// The kernel forgets the highest mark when asked to (proc(5), `clear_refs`), so each piece of work has its own.
pub(crate) fn highest<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(f64, T)> {
    std::fs::write("/proc/self/clear_refs", "5")
        .map_err(Failure::io("forget the highest memory mark"))?;
    let before = status("VmRSS")?;
    let done = work()?;
    Ok(((status("VmHWM")? - before).max(0.0), done))
}

fn status(field: &str) -> Outcome<f64> {
    let text = std::fs::read_to_string("/proc/self/status")
        .map_err(Failure::io("read /proc/self/status"))?;
    text.lines()
        .find_map(|line| {
            line.strip_prefix(field)?
                .strip_prefix(':')?
                .trim()
                .strip_suffix(" kB")
        })
        .and_then(|kilobytes| kilobytes.trim().parse::<f64>().ok())
        .map(|kilobytes| kilobytes / 1024.0)
        .ok_or_else(|| Failure::Found(format!("/proc/self/status has no {field}")))
}
