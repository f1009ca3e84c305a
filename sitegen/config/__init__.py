"""site.toml -> Config."""
