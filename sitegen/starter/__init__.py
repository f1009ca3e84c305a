"""The files that `sitegen new` creates: a complete small newsroom (a copy of site/), or a single file."""
