"""Bundled plugins, a folder each: ``plugin.toml`` and its content."""
