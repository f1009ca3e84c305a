"""Worker processes: each parses sources and renders pages."""
