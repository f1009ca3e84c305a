"""Pages that exist in memory only, to be shown before a build has written them."""
