"""Articles become documents: plain text, blocks and spans."""
