"""The kit: theme, icons and the few widgets every room is built from."""
