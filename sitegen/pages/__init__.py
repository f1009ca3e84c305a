"""Which pages exist, and what each is given."""
