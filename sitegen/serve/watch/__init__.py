"""How the preview hears of changed files."""
