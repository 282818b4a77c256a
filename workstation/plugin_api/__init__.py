"""The contract of plugins, version 1.0: the manifest (``plugin.toml``) and the messages to a plugin's process.

A plugin is a folder, or an installed package with an entry point of the group ``consilia.plugins``, that holds
``plugin.toml`` and the files named in it. ``manifest`` has the values, ``reading`` checks a folder, ``messages`` has
the JSON-RPC shapes. A plugin of kind ``python`` defines ``advise(request)`` in its entry file, see ``messages``.
"""

from __future__ import annotations

API_VERSION = (1, 0)              # what this host offers; a manifest names the range it was written for
ENTRY_POINTS = "consilia.plugins"
MANIFEST_NAME = "plugin.toml"
