"""Lexicons: the tables of words and cues that the rules read, and what loads, inflects and matches them."""
