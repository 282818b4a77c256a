"""Use cases, one module each. Views and commands call these, and nothing below them."""
