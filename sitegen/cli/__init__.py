"""The commands. Each only parses its arguments, prints results and chooses the exit code."""
