"""The commands: parse arguments, print, pick the exit code; nothing else."""
