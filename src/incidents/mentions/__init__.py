"""Mentions: triggers, parties, tolls and claims that a document's sentences hold."""
