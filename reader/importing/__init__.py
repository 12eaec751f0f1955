"""Saved files on their way into the library: read, cleaned, made into documents, kept."""
