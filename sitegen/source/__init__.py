"""One file in, one Article out: front matter, Markdown, sections."""
