"""What a tab is shown before and beside the pages of the last build."""
