"""How tokens become HTML."""
