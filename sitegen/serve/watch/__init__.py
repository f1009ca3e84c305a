"""How the preview learns that files have changed."""
