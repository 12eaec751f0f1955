"""The steps from a page saved as plain text to an article; `reader.cleaning.textsave` joins them."""
