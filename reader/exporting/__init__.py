"""What is kept, written out in the formats of others."""
