"""``consilia pedigree``: what can be drawn and computed of a family file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workstation.cli.output import Output
from workstation.errors import UserMistake

HELP = "draws and measures a family: layout, kinship, inbreeding, convert"
_MATRIX_PEOPLE = 400                          # a larger matrix is no use as text; ask for pairs


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="PED file, or FHIR file (.json)")
    parser.add_argument("operation", choices=("layout", "kinship", "inbreeding", "convert"), metavar="OPERATION",
                        help="layout, kinship, inbreeding or convert")
    parser.add_argument("--family", metavar="NAME", help="which family, where the file holds several")
    parser.add_argument("--pair", nargs=2, action="append", default=[], metavar=("A", "B"), help="kinship of two")
    parser.add_argument("--x", action="store_true", help="kinship on the X chromosome")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="where convert writes (.ped or .json)")
    parser.add_argument("--proband", metavar="ID", help="convert: from whom the family of a PED file is seen")


def run(options: argparse.Namespace, out: Output) -> int:
    """Runs one operation on one family."""
    if not options.file.is_file():
        raise UserMistake(reason=f"there is no file {options.file}")
    return {"layout": _layout, "kinship": _kinship, "inbreeding": _inbreeding, "convert": _convert}[options.operation](
        options, out)


def _layout(options: argparse.Namespace, out: Output) -> int:
    import importlib
    import time

    from engines.pedigree.layout.gates import violations
    from workstation.services import pedigree

    family = pedigree.open_file(options.file, options.family)
    importlib.import_module("scipy.optimize")       # loaded first, so that the time told is that of the layout
    started = time.perf_counter()
    drawn = pedigree.drawing(family)
    seconds = time.perf_counter() - started
    broken = violations(family, drawn.layout)
    people = [{"id": s.person, "number": s.number, "generation": drawn.layout.rows[s.person] + 1, "x": s.x, "y": s.y,
               "shape": s.shape.value} for s in drawn.symbols]
    if out.as_json:
        out.document({
            "family": family.id, "persons": people, "crossings": drawn.layout.crossings,
            "duplicates": drawn.layout.duplicates, "notes": list(family.notes), "seconds": round(seconds, 4),
            "lines": [{"kind": line.kind.value, "points": line.points, "parents": line.parents, "person": line.person}
                      for line in drawn.layout.lines],
            "violations": [{"gate": v.gate, "persons": v.persons, "text": v.text} for v in broken],
        })
        return 0
    out.table(("number", "id", "x", "y"), [(p["number"], p["id"], p["x"], round(float(p["y"]), 2)) for p in people])
    out.line(f"{len(people)} people, {drawn.layout.crossings} crossings, nobody drawn twice, "
             f"{len(broken)} broken rules, {seconds:.3f} s")
    for note in family.notes:
        out.message(f"Note: {note}")
    return 0


def _kinship(options: argparse.Namespace, out: Output) -> int:
    from engines.pedigree.kinship import Ancestry, kinship

    family = _checked(options)
    ancestry = Ancestry.of(family)
    values = kinship(ancestry, x_linked=options.x)
    for person in {person for pair in options.pair for person in pair}:
        if person not in family:
            raise UserMistake(reason=f"--pair: nobody is called {person}")
    pairs = [{"pair": [a, b], "kinship": _number(values.between(a, b))} for a, b in options.pair]
    document: dict[str, Any] = {"family": family.id, "chromosome": "X" if options.x else "autosome", "pairs": pairs,
                                "sum": _number(values.total()), "notes": list(family.notes)}
    if not options.pair and len(family) <= _MATRIX_PEOPLE:
        matrix = [[_number(value) for value in row] for row in values.dense().tolist()]
        document |= {"ids": list(ancestry.ids), "matrix": matrix}
    if out.as_json:
        out.document(document)
        return 0
    if options.pair:
        out.table(("person", "person", "kinship"), [(*each["pair"], each["kinship"]) for each in pairs])
    elif "matrix" in document:
        rows = zip(ancestry.ids, document["matrix"], strict=True)
        out.table(("", *ancestry.ids), [(name, *row) for name, row in rows])
    out.line(f"sum over all pairs {values.total():g}")
    return 0


def _inbreeding(options: argparse.Namespace, out: Output) -> int:
    from workstation.services import pedigree

    family = _checked(options)
    numbers = pedigree.measure(family).coefficients
    inbred = {name: number for name, number in numbers.items() if number > 0}
    if out.as_json:
        out.document({"family": family.id, "inbreeding": inbred, "people": len(family), "n_inbred": len(inbred),
                      "max_inbreeding": max(inbred.values(), default=0.0), "notes": list(family.notes)})
        return 0
    out.table(("person", "F"), inbred.items())
    out.line(f"{len(inbred)} of {len(family)} people have related parents")
    return 0


def _convert(options: argparse.Namespace, out: Output) -> int:
    from workstation.exchange import ped
    from workstation.services import pedigree

    found = pedigree.families(options.file)
    unread = pedigree.unread(options.file, found)
    if options.family is not None:
        found = [ped.choose(found, options.family, options.file.name)]
    name = options.output.name if options.output is not None else "standard output.ped"
    kind = Path(name).suffix.lower()
    if kind not in (".ped", ".txt", ".json"):
        raise UserMistake(reason=f"{name}: name it .ped for PED or .json for FHIR")
    text, lost = pedigree.converted(found, options.proband, to_fhir=kind == ".json")
    lost = [*lost, *unread]
    people = sum(len(family) for family in found)
    document: dict[str, Any] = {"families": len(found), "people": people, "lost": lost,
                                "notes": [note for family in found for note in family.notes]}
    if options.output is None:
        if out.as_json:
            out.document(document | {"ped": text})
        else:
            out.line(text.rstrip("\n")) if len(text) < 9000 else print(text, end="")
    else:
        options.output.write_text(text, encoding="utf-8")
        if out.as_json:
            out.document(document | {"output": str(options.output)})
        else:
            out.line(f"{people} people of {len(found)} families written to {options.output}")
    if not out.as_json:
        for said in lost:
            out.message(f"Not kept: {said}")
    return 0


def _checked(options: argparse.Namespace) -> Any:
    from workstation.exchange import ped
    from workstation.services import pedigree

    return ped.choose(pedigree.families(options.file), options.family, options.file.name)


def _number(value: float) -> float | None:
    return None if value != value else value
