"""Word lists that a protocol fixes."""
