"""What `sitegen new` writes: a whole small newsroom (site/, as it lies there), or one file in the site's own terms."""
