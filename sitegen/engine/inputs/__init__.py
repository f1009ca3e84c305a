"""What a page is made of, as named values with digests; how they are encoded, and saved for the next build."""
