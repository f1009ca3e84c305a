"""Templates, what they ask for, and the filters they use."""
