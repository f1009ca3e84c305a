"""Views: the named pure functions that templates ask for."""
