"""Campaigns, slots and paid content."""
