//! What a new store begins with.
