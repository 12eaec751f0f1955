"""Saved files become pages."""
