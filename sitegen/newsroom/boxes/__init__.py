"""Boxes of stories: the front, Week's Top Stories, More In This Category, breaking, series, corrections."""
