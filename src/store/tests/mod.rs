//! What the store promises, each promise a test; their world is made here.
