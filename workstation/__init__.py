"""The core without a screen: record, access, exchange, plugins and the services that views and commands call."""
