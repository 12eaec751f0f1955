"""What is kept: entries, highlights, notes, texts, and the indexes made from them."""
