"""Live preview: runs the same `build()` after each change, and serves output/ to the browser."""
