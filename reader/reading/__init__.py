"""One open article without a screen."""
