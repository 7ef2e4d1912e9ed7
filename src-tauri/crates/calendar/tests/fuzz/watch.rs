//! Sees that a case comes to an end, and how much memory there is in use.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The case that is being read, and since when.
type Current = Arc<Mutex<Option<(Instant, Vec<u8>)>>>;

/// Ends the process when a case does not end, keeping its input: nothing else can.
pub(crate) struct Watch {
    current: Current,
}

impl Watch {
    pub(crate) fn start(limit: Duration, path: PathBuf) -> Self {
        let current = Current::default();
        let watched = Arc::downgrade(&current);
        std::thread::spawn(move || {
            while let Some(current) = watched.upgrade() {
                let hanging = current
                    .lock()
                    .unwrap()
                    .take_if(|(since, _)| since.elapsed() > limit);
                if let Some((_, input)) = hanging {
                    let _ = std::fs::write(&path, input);
                    eprintln!("an input was not read within {limit:?}: {}", path.display());
                    std::process::exit(1);
                }
                drop(current);
                std::thread::park_timeout(Duration::from_millis(200));
            }
        });
        Self { current }
    }

    pub(crate) fn begin(&self, input: &[u8]) {
        *self.current.lock().unwrap() = Some((Instant::now(), input.to_vec()));
    }

    pub(crate) fn end(&self) {
        *self.current.lock().unwrap() = None;
    }
}

/// Megabytes that the process has had at once, where the system tells.
pub(crate) fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024)
}
