"""Pictures and other files that are published beside the stories."""
