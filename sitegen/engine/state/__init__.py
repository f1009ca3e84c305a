"""What one build leaves for the next, in .sitegen/ and in the output folder."""
