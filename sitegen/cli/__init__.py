"""The commands: each parses its arguments, prints, and picks the exit code; nothing else."""
