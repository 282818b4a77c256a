"""HTML, XHTML and CDA narrative reduced to headings, paragraphs, list items and tables of plain text.

Nothing is loaded and nothing is run: scripts, styles, forms and embedded things are left out and counted, a picture
leaves its words. Tolerant as a browser is, since what comes is seldom well formed. The element names of the CDA
narrative block (CDA R2, 4.3.5) are read beside those of HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from workstation.domain.document import Block, BlockKind

MOST_BLOCKS = 20_000
MOST_LETTERS = 2_000_000
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "title": 2}
_BREAKS = frozenset({"p", "div", "paragraph", "section", "article", "header", "footer", "address", "blockquote", "pre",
                     "dl", "dt", "dd", "figure", "figcaption", "fieldset", "form", "main", "nav", "aside", "hr",
                     "caption", "text", "body", "center"})
_LISTS = frozenset({"ul", "ol", "list", "menu", "dir"})
_ITEMS = frozenset({"li", "item"})
_CELLS = frozenset({"td", "th"})
_SKIPPED = frozenset({"script", "style", "template", "object", "embed", "applet", "iframe", "frame", "svg", "math",
                      "select", "textarea", "audio", "video", "canvas", "noembed", "noframes"})
_ACTIVE = frozenset({"script", "object", "embed", "applet", "iframe", "frame"})
_EMPTY = frozenset({"embed", "frame"})                  # have no end tag
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_ADDRESSES = ("http://", "https://", "mailto:")


@dataclass(slots=True)
class Reduced:
    """What is left, and what was left out."""

    blocks: list[Block] = field(default_factory=list[Block])
    scripts: int = 0
    pictures: int = 0
    cut: bool = False


def reduce(markup: str, sections_only: bool = False) -> Reduced:
    """The text of a document or fragment. ``sections_only``: of a whole CDA, its title and its sections' narratives."""
    reader = _Reader(sections_only)
    reader.feed(markup)
    reader.close()
    reader.finish()
    return reader.reduced


class _Reader(HTMLParser):
    def __init__(self, sections_only: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.reduced = Reduced()
        self._words: list[str] = []
        self._letters = 0
        self._heading = 0
        self._item = 0
        self._lists = 0
        self._skip: list[str] = []
        self._rows: list[list[str]] | None = None       # of the table that is open
        self._cell = False
        self._inner = 0                                 # tables that are open inside the cell
        self._pre = 0
        self._link = ""
        self._only = sections_only
        self._listening = 0 if sections_only else 1
        self._depth = 0                                 # sections of a CDA within each other

    # --- what the parser finds -----------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _SKIPPED or self._skip or (self._only and tag == "entry"):
            self._start_skipped(tag)
            return
        held = dict(attrs)
        self.reduced.scripts += sum(name.startswith("on") for name in held)
        if tag == "section" and self._only:
            self._depth += 1
        if self._only and tag in ("title", "text"):
            self._listening += 1
        if tag in ("img", "image", "rendermultimedia"):
            self._picture(held)
        elif tag == "br":
            self._break_line()
        elif tag == "a" or tag == "linkhtml":
            self._address(held.get("href") or "")
        elif tag == "table":
            self._start_table()
        elif tag == "tr":
            self._start_row()
        elif tag in _CELLS and self._rows is not None:
            self._start_cell()
        else:
            self._start_block(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if self._skip:
            if tag == self._skip[-1]:
                self._skip.pop()
            return
        if tag in ("a", "linkhtml") and self._link:
            self._say(f" ({self._link})")
            self._link = ""
        elif tag == "table" and self._rows is not None:
            self._end_table()
        elif tag in _CELLS and not self._inner:
            self._close_cell()
        else:
            self._end_block(tag)
        if self._only and tag in ("title", "text") and self._listening:
            self._listening -= 1
        if tag == "section" and self._only:
            self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if not self._skip and self._listening:
            self._say(data if self._pre else _BLANKS.sub(" ", data))

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA["):
            self.handle_data(data[6:])

    # --- blocks ----------------------------------------------------------------------------------------------------

    def _start_skipped(self, tag: str) -> None:
        if not self._skip:
            self.reduced.scripts += tag in _ACTIVE
        if tag not in _EMPTY and (not self._skip or tag == self._skip[-1]):
            self._skip.append(tag)

    def _start_block(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.flush()
            self._heading = min(6, self._depth + 1) if self._only else _HEADINGS[tag]
        elif tag in _LISTS:
            self.flush()
            self._lists = min(self._lists + 1, 9)
        elif tag in _ITEMS:
            self.flush()
            self._item = max(1, self._lists)
        elif tag in _BREAKS:
            self.flush()
            self._pre += tag == "pre"

    def _end_block(self, tag: str) -> None:
        if tag in _HEADINGS or tag in _BREAKS or tag in _ITEMS or tag in _LISTS:
            self.flush()
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in _LISTS:
            self._lists = max(0, self._lists - 1)
        elif tag in _ITEMS:
            self._item = 0
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)

    def flush(self) -> None:
        """Ends the block that is being read; inside a cell, its line."""
        if self._cell:
            self._break_line()
            return
        text = _trimmed("".join(self._words))
        self._words.clear()
        if not text:
            return
        if self._heading:
            self._put(Block(BlockKind.HEADING, text.replace("\n", " "), self._heading))
        elif self._item:
            self._put(Block(BlockKind.ITEM, text, self._item))
        else:
            self._put(Block(BlockKind.PARAGRAPH, text))

    def _put(self, block: Block) -> None:
        if len(self.reduced.blocks) >= MOST_BLOCKS:
            self.reduced.cut = True
            return
        self.reduced.blocks.append(block)

    def _say(self, words: str) -> None:
        if self._letters + len(words) > MOST_LETTERS:
            self.reduced.cut = True
            words = words[: MOST_LETTERS - self._letters]
        self._letters += len(words)
        self._words.append(words)

    def _break_line(self) -> None:
        if self._words and self._words[-1] != "\n":
            self._words.append("\n")

    def _picture(self, held: dict[str, str | None]) -> None:
        self.reduced.pictures += bool(held.get("src"))
        words = held.get("alt") or held.get("referencedobject") or held.get("title") or ""
        if words and self._listening:
            self._say(f"[{words.strip()[:200]}]")

    def _address(self, address: str) -> None:
        folded = address.strip().casefold()
        if folded.startswith(_ADDRESSES):
            self._link = address.strip()[:300]
        elif folded.startswith(("javascript:", "vbscript:", "data:")):
            self.reduced.scripts += 1

    # --- tables ----------------------------------------------------------------------------------------------------

    def _start_table(self) -> None:
        self.flush()
        if self._cell:
            self._inner += 1                            # a table inside a cell is told as lines of that cell
        elif self._rows is None:
            self._rows = []

    def _start_row(self) -> None:
        if self._inner:
            self._break_line()
        elif self._rows is not None:
            self._close_cell()
            self._rows.append([])

    def _start_cell(self) -> None:
        if self._inner:
            if self._words and self._words[-1] != "\n":
                self._words.append(" | ")
            return
        self._close_cell()
        self.flush()
        self._cell = True
        if not self._rows:
            self._rows = [[]]

    def _close_cell(self) -> None:
        if self._cell and self._rows:
            self._rows[-1].append(_trimmed("".join(self._words)))
            self._words.clear()
        self._cell = False

    def _end_table(self) -> None:
        if self._inner:
            self._inner -= 1
            self._break_line()
            return
        self._close_cell()
        rows = tuple(tuple(row) for row in self._rows or () if any(row))
        self._rows = None
        if rows:
            self._put(Block(BlockKind.TABLE, rows=rows))

    def finish(self) -> None:
        """The markup is over, whatever it left open."""
        self._inner = 0
        if self._rows is not None:
            self._end_table()
        self.flush()


def _trimmed(text: str) -> str:
    """Without blanks at the ends of lines and without empty lines at the ends."""
    return "\n".join(line.strip(" \t") if not line.startswith("  ") else line.rstrip()
                     for line in text.split("\n")).strip("\n")
