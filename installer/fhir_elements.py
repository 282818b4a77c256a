"""Makes the table of FHIR R4's elements that the XML reader needs: python -m installer.fhir_elements

XML doesn't say whether an element repeats or whether "5" is a number; the definitions do. They are read from the models
of fhirclient (a package for tests), which SMART Health IT generates from HL7's StructureDefinitions of FHIR 4.0.1.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from typing import Any

from resources import path

_SIMPLE = {str: "s", int: "i", float: "d", bool: "b"}
_TEXTS = ("FHIRDate", "FHIRDateTime", "FHIRInstant", "FHIRTime")        # written as they stand
Elements = dict[str, str]


def main() -> None:
    table = {name: elements for name, elements in sorted(_types()) if elements}
    lines = [f"{json.dumps(name)}: {json.dumps(elements, sort_keys=True)}" for name, elements in table.items()]
    place = path("knowledge", "fhir_r4_elements.json")
    place.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{len(table)} types in {place.name}")


def _types() -> list[tuple[str, Elements]]:
    import fhirclient.models as models
    from fhirclient.models.fhirabstractbase import FHIRAbstractBase

    listed = pkgutil.iter_modules(models.__path__)
    modules = [importlib.import_module(f"{models.__name__}.{one.name}") for one in listed]
    kinds = {name: kind for module in modules for name, kind in vars(module).items()
             if isinstance(kind, type) and issubclass(kind, FHIRAbstractBase)}
    return [(name, _elements(kind)) for name, kind in kinds.items()]


def _elements(kind: type[Any]) -> Elements:
    """Each element as the table writes it: ``*`` where it repeats, then its kind of value or its type."""
    properties = kind().elementProperties()
    return {json_name: ("*" if repeats else "") + _kind(of) for _, json_name, of, repeats, _, _ in properties}


def _kind(of: type[Any]) -> str:
    if of.__name__ in _TEXTS:
        return "s"
    return _SIMPLE.get(of, of.__name__)


if __name__ == "__main__":
    main()
