"""Front matter: YAML, TOML, JSON or headers, read with every problem at its place."""
