//! A slice of what `cargo xtask faults` tries.
