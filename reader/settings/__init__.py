"""Settings, actions and keys, themes, folders."""
