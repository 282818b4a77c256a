"""The command line: the same services as the screens, one module a command."""
