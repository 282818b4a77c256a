"""Any attachment that is words, as blocks of plain text. Runs in a worker: what comes may be made to take for ever."""

from __future__ import annotations

import json
import re
from typing import Any

from workstation.domain.document import Block, BlockKind, ContentKind, Remark, RemarkKind
from workstation.exchange import attachments_markup as markup
from workstation.exchange.attachments_rtf import RtfFault
from workstation.exchange.attachments_rtf import read as read_rtf
from workstation.exchange.attachments_sniff import decoded
from workstation.workers.serving import Call, Refused

_PARAGRAPHS = re.compile(r"\n[ \t]*\n+")
Written = tuple[list[Block], list[Remark]]


def blocks(call: Call) -> tuple[dict[str, Any], bytes]:
    """The blocks of an attachment (``kind``, ``declared``), or of a resource's own texts (``kind`` "own").

    The own texts come as a JSON list of [heading, level, is markup, text]. Answers JSON in the bytes.
    """
    kind, data = str(call.arguments["kind"]), bytes(call.payload)
    found, remarks = _own(data) if kind == "own" else _attached(data, ContentKind(kind), call.arguments["declared"])
    told = {"blocks": [[b.kind.value, b.text, b.level, b.rows] for b in found],
            "remarks": [[r.kind.value, list(r.values)] for r in remarks]}
    return {}, json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _own(data: bytes) -> Written:
    found: list[Block] = []
    whole = markup.Reduced()
    for heading, level, is_markup, text in json.loads(data):
        if is_markup:
            reduced = markup.reduce(text)
            whole.scripts += reduced.scripts
            whole.pictures += reduced.pictures
            whole.cut |= reduced.cut
            held = reduced.blocks
        else:
            held = _plain(text)
        if heading and not (held and held[0].kind is BlockKind.HEADING and held[0].text == heading):
            found.append(Block(BlockKind.HEADING, heading, level))
        found += held
    return found[:markup.MOST_BLOCKS], _left_out(whole)


def _attached(data: bytes, kind: ContentKind, declared: str) -> Written:
    if kind is ContentKind.RTF:
        try:
            rtf = read_rtf(data)
        except RtfFault as fault:
            raise Refused("damaged", str(fault)) from fault
        return _plain(rtf.text), _left_out(markup.Reduced(pictures=rtf.left_out))
    text, guessed = decoded(data, declared)
    remarks = [Remark(RemarkKind.LETTERS_GUESSED, (guessed,))] if guessed else []
    if kind in (ContentKind.MARKUP, ContentKind.CDA):
        reduced = markup.reduce(text, sections_only=kind is ContentKind.CDA)
        return reduced.blocks, remarks + _left_out(reduced)
    cut = len(text) > markup.MOST_LETTERS
    return _plain(text[:markup.MOST_LETTERS]), remarks + _left_out(markup.Reduced(cut=cut))


def _plain(text: str) -> list[Block]:
    """Paragraphs at empty lines; every other line end stays where it is."""
    folded = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").expandtabs(4)
    pieces = (piece.strip("\n") for piece in _PARAGRAPHS.split(folded))
    return [Block(BlockKind.PARAGRAPH, piece) for piece in pieces if piece.strip()][:markup.MOST_BLOCKS]


def _left_out(reduced: markup.Reduced) -> list[Remark]:
    said = [Remark(kind, (str(count),)) for kind, count in (
        (RemarkKind.SCRIPTS_LEFT_OUT, reduced.scripts), (RemarkKind.PICTURES_LEFT_OUT, reduced.pictures)) if count]
    return [*said, Remark(RemarkKind.LENGTHENED, (f"{markup.MOST_LETTERS:,}",))] if reduced.cut else said
