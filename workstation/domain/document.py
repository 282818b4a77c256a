"""Documents and notes of a chart: what there is, and what a reader made of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workstation.domain.partial_date import PartialDate


class DocumentKind(StrEnum):
    """What a person would call it. The first five by the resource, the others by the file it holds."""

    NOTE = "note"
    REPORT = "report"
    SUMMARY = "summary"                # a Composition: a document of sections
    MESSAGE = "message"
    REMARK = "remark"                  # an annotation of another resource
    PDF = "PDF"
    IMAGE = "image"
    SOUND = "sound"
    FILE = "file"


class PartForm(StrEnum):
    """Where the content of a part lies."""

    TEXT = "text"                      # in the resource's own words: narrative, conclusion, notes
    INLINE = "inline"                  # base64 in the attachment
    BINARY = "binary"                  # a Binary of this store
    VAULT = "vault"                    # a file that an import put into the vault
    ADDRESS = "address"                # elsewhere: never fetched
    MISSING = "missing"                # neither data nor address


class ContentKind(StrEnum):
    """What bytes are, by their content; what a sender calls them is another matter."""

    TEXT = "text"
    MARKUP = "HTML"
    CDA = "CDA"
    XML = "XML"
    RTF = "RTF"
    PDF = "PDF"
    PNG = "PNG"
    JPEG = "JPEG"
    GIF = "GIF"
    BMP = "BMP"
    TIFF = "TIFF"
    WAV = "WAV"
    FLAC = "FLAC"
    OGG = "Ogg"
    MP3 = "MP3"
    DICOM = "DICOM"
    OFFICE = "office document"
    ZIP = "ZIP"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class RemarkKind(StrEnum):
    """What a reader must be told beside the content. ``Remark.values`` fill the words."""

    TYPE_DIFFERS = "type"              # declared, found
    DATA_CUT = "cut"                   # base64 that ends in the middle
    HASH_DIFFERS = "hash"
    SIZE_DIFFERS = "size"              # bytes said, bytes there
    LETTERS_GUESSED = "letters"        # encoding taken
    SCRIPTS_LEFT_OUT = "scripts"       # how many
    PICTURES_LEFT_OUT = "pictures"     # how many addresses of pictures that were not loaded
    LENGTHENED = "long"                # text shown up to so many characters
    MORE_PAGES = "pages"               # pages shown, pages there
    FIRST_FRAME = "frame"
    ACTIVE_PDF = "active"              # the PDF carries scripts or files of its own; neither is run
    SOUND_CUT = "sound"                # seconds said, seconds there


@dataclass(frozen=True, slots=True)
class Remark:
    kind: RemarkKind
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """One piece of a document. ``place`` is its path inside the resource, "" for the resource's own words."""

    place: str
    form: PartForm
    title: str = ""
    declared: str = ""                 # the media type as sent
    size: int | None = None            # bytes, where they can be told without opening it
    address: str = ""                  # as written, for ADDRESS, BINARY and VAULT
    found: ContentKind | None = None   # by the first bytes, for INLINE


@dataclass(frozen=True, slots=True)
class ChartDocument:
    """One line of the list. ``source`` is its resource; ``place`` parts several notes of one resource."""

    source: str
    place: str
    kind: DocumentKind
    title: str
    date: PartialDate | None
    author: str = ""
    encounter: str = ""
    status: str = ""
    type_words: str = ""
    parts: tuple[DocumentPart, ...] = ()
    author_reference: str = ""         # where the resource names its author by reference only
    encounter_reference: str = ""

    @property
    def id(self) -> str:
        return f"{self.source}#{self.place}" if self.place else self.source


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of reduced text. ``level``: of a heading from 1, of an item's nesting from 1. ``rows``: of a table."""

    kind: BlockKind
    text: str = ""
    level: int = 1
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class TextReading:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PagesReading:
    """Pages not yet drawn: (width, height) of each, in points of a PDF or pixels of a picture (``scalable`` False)."""

    sizes: tuple[tuple[float, float], ...]
    scalable: bool


@dataclass(frozen=True, slots=True)
class SoundReading:
    """Decoded sound. ``samples``: float32, -1 to 1, frame by frame; ``coding`` as the file says, e.g. "PCM 16"."""

    rate_hz: int
    channels: int
    frames: int
    coding: str
    samples: bytes

    @property
    def seconds(self) -> float:
        return self.frames / self.rate_hz


class Unshown(StrEnum):
    """Why a part has no reading; it is not an error."""

    ADDRESS = "address"                # never fetched
    MISSING = "missing"
    NOT_HERE = "not here"              # a Binary that was never sent
    IMAGING = "imaging"                # DICOM: the imaging room shows it
    NO_READER = "no reader"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class NoReading:
    why: Unshown
    detail: str = ""


Reading = TextReading | PagesReading | SoundReading | NoReading


@dataclass(frozen=True, slots=True)
class OpenedPart:
    """A part that was fetched and read. ``data`` is the content for further pages, ``found`` what it is."""

    document: ChartDocument
    part: DocumentPart
    found: ContentKind
    data: bytes
    reading: Reading
    remarks: tuple[Remark, ...] = ()
