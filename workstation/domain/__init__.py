"""The values the whole house speaks in: frozen dataclasses without behaviour beyond their own meaning."""
