"""How the preview answers requests, as the real host would."""
