"""Scripts for those who change sitegen."""
