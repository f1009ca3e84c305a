"""What the stories mean together: pure functions of (Site, subject) over cards."""
