"""The screens; only they call the library."""
