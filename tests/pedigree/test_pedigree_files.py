"""PED files: what is read, what is refused, and that nothing else happens."""

from __future__ import annotations

import json
import random

import pytest

from engines.pedigree.model import Sex
from workstation.errors import ConsiliaError, DamagedFile, NotFound, NotThatFormat, UnsafeFile
from workstation.exchange import ped

TRIO = "F 1 0 0 1 1\nF 2 0 0 2 1\nF 3 1 2 1 2\n"


def parse(text: str, **options: bool):
    return ped.parse(text.encode(), "x.ped", **options)


def test_a_trio():
    (family,) = parse(TRIO)
    child = family.person("3")
    assert (child.father, child.mother, child.sex, child.affected) == ("1", "2", Sex.MALE, True)
    assert family.person("1").asked_negative
    assert child.source == "x.ped line 3"


@pytest.mark.parametrize("text", [
    "#family id father mother sex status\n" + TRIO,
    "FamilyID ID Father Mother Sex Phenotype\n" + TRIO,
    "\ufeff" + TRIO.replace(" ", "\t"),
    TRIO.replace("\n", "\r\n\r\n"),
    TRIO.replace("F 3 1 2 1 2", "F 3 1 2 1 2 A A G T"),
    TRIO.replace(" 1 1\n", " M 1\n", 1),
])
def test_headers_comments_genotypes_and_line_ends_do_no_harm(text):
    (family,) = parse(text)
    assert [person.id for person in family] == ["1", "2", "3"]
    assert family.person("1").sex is Sex.MALE


def test_a_missing_affected_column_is_not_known():
    (family,) = parse("F 1 0 0 1\nF 2 0 0 2\n")
    assert not any(person.affected or person.asked_negative for person in family)


def test_a_parent_without_a_line_is_added_and_said_so():
    (family,) = parse("F 3 1 2 1 2\n")
    assert family.person("1").inferred
    assert family.person("1").sex is Sex.MALE
    assert "1, 2" in family.notes[0]


def test_several_families_are_kept_apart():
    families = parse(TRIO + TRIO.replace("F ", "G "))
    assert [(family.id, len(family)) for family in families] == [("F", 3), ("G", 3)]
    assert ped.choose(families, "G", "x.ped") is families[1]
    with pytest.raises(NotFound, match="F, G"):
        ped.choose(families, None, "x.ped")


@pytest.mark.parametrize(("text", "kind", "words"), [
    ("F 1 0\n", DamagedFile, "line 1 has 3 columns"),
    ("F 1 0 0 1 banana\n", DamagedFile, "banana"),
    ("F 1 0 0 7 1\n", DamagedFile, "'7' is no sex"),
    ("F 0 0 0 1 1\n", DamagedFile, "stands for nobody"),
    (TRIO + "F 1 0 0 1 1\n", DamagedFile, "a second 1"),
    ("F 1 3 2 1 1\nF 2 0 0 2 1\nF 3 1 2 1 2\n", DamagedFile, "own ancestor"),
    (TRIO.replace("F 1 0 0 1", "F 1 0 0 2"), DamagedFile, "1, who is female, as the father of 3"),
    ("F\0 1 0 0 1 1\n", NotThatFormat, "binary"),
    ("", NotThatFormat, "no line"),
    ("F " + "1" * 300 + " 0 0 1 1\n", UnsafeFile, "200 characters"),
])
def test_what_contradicts_itself_is_refused_by_line_and_name(text, kind, words):
    with pytest.raises(kind, match=words):
        parse(text)


def test_a_drawing_may_show_a_female_father():
    (family,) = parse(TRIO.replace("F 1 0 0 1", "F 1 0 0 2"), check_sexes=False)
    assert "1, who is female" in family.notes[0]


def test_what_is_written_reads_the_same():
    families = parse(TRIO)
    again = parse(ped.write(families))
    assert [(p.id, p.father, p.mother, p.sex, p.affected, p.asked_negative) for p in again[0]] == [
        (p.id, p.father, p.mother, p.sex, p.affected, p.asked_negative) for p in families[0]]


def test_mutated_files_end_in_a_family_or_a_clear_error():
    chance = random.Random(8)
    source = (TRIO + TRIO.replace("F ", "家 ")).encode()
    answers = {"read": 0, "refused": 0}
    for _ in range(3000):
        data = bytearray(source)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at:at + chance.randint(0, 2)] = bytes(chance.choice(b"0123 MF\t\n\0\xe5\xff=") for _ in range(2))
        try:
            ped.parse(bytes(data), "x.ped")
            answers["read"] += 1
        except ConsiliaError:
            answers["refused"] += 1
    assert min(answers.values()) > 100


def test_hostile_files_get_the_verdict_of_the_manifest(reference_data):
    rows = json.loads((reference_data / "security" / "manifest.json").read_text())
    seen = 0
    for row in (row for row in rows if row["family"] == "ped" and row["split"] == "open"):
        path = reference_data / "security" / row["file"]
        if row["expect"] == "REJECT":
            with pytest.raises(ConsiliaError):
                ped.read(path)
        elif row["expect"] in ("ACCEPT", "SANITIZE"):
            assert ped.read(path)
        seen += 1
    assert seen >= 8
