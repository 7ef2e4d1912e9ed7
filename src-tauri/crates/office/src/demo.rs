//! Demonstration records.
