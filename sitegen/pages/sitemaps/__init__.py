"""The sitemap: which pages are in which file, and their XML."""
