"""The kinds of pages: a file for each kind or family of kinds, and the table of them all."""
