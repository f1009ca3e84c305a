"""The output folder as a real host would serve it: files by URL, redirects, headers, includes."""
