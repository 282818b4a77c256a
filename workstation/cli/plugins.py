"""``consilia plugins``: what is installed, what was refused and why, and the clinic's choices."""

from __future__ import annotations

import argparse

from workstation.cli.output import Output

HELP = "lists installed plugins and the folders that were refused; --set chooses a setting of the clinic"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("--set", metavar="PLUGIN.NAME=WORD", help="e.g. home-blood-pressure.guideline=acc-aha-2017")


def run(options: argparse.Namespace, out: Output) -> int:
    """0 even where folders were refused: they are listed."""
    from workstation.cli.options import default_data_dir
    from workstation.services import plugins

    if options.set:
        return _choose(options, out)
    found = plugins.installed(options.data_dir or default_data_dir())
    if out.as_json:
        out.document({
            "contract": plugins.contract_version(),
            "plugins": [
                {
                    "id": plugin.manifest.id, "version": plugin.manifest.version, "kind": plugin.manifest.kind.value,
                    "title": plugin.manifest.title, "summary": plugin.manifest.summary,
                    "hooks": [hook.value for hook in plugin.manifest.hooks], "place": str(plugin.folder),
                    "sha256": plugin.sha256, "licence": plugin.manifest.rights.licence,
                    "limits": list(plugin.manifest.limits),
                    "settings": {s.name: {"words": list(s.words), "default": s.default}
                                 for s in plugin.manifest.settings},
                }
                for plugin in found.plugins
            ],
            "refused": [{"place": item.place, "faults": [str(fault) for fault in item.faults]}
                        for item in found.refused],
            "protections": dict(plugins.protections()),
        })
        return 0
    out.table(("Plugin", "Version", "Kind", "What it does"), [
        (plugin.manifest.id, plugin.manifest.version, plugin.manifest.kind.value, plugin.manifest.summary)
        for plugin in found.plugins
    ])
    for item in found.refused:
        out.line(f"Refused {item.place}: {'; '.join(str(fault) for fault in item.faults)}")
    for name, holds in plugins.protections().items():
        out.line(f"{'Held' if holds else 'NOT held'} here: {name}")
    return 0


def _choose(options: argparse.Namespace, out: Output) -> int:
    from workstation.errors import UserMistake
    from workstation.services import plugins

    target, equals, word = str(options.set).partition("=")
    plugin, dot, name = target.partition(".")
    if not equals or not dot:
        raise UserMistake(reason="--set needs PLUGIN.NAME=WORD")
    with out.clinic(options) as clinic:
        plugins.choose(clinic, plugin, name, word)
    if out.as_json:
        out.document({"plugin": plugin, "setting": name, "word": word})
    else:
        out.line(f"{plugin}: {name} is now {word} for the whole clinic.")
    return 0
