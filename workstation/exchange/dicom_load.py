"""From the files of one series to a volume: headers, then geometry, then pixels, the middle slice before all others.

Parsing and decompression happen in the workers; this side hands them bytes and checks what comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workstation import workers
from workstation.errors import ConsiliaError, DamagedFile, NotThatFormat, UnreadableInput, UnsafeFile
from workstation.workers import Job, JobFailed, Result, SharedBlock

if TYPE_CHECKING:
    import numpy.typing as npt

    from engines.imaging.geometry import Stack
    from engines.imaging.volume import Volume

HEAD_BYTES = 64 * 1024
_JOBS = "workstation.exchange.dicom_jobs"
_HEADERS_A_JOB, _SLICES_A_JOB = 24, 6
_SECONDS = 60.0
LARGEST_VOLUME_BYTES = 3 << 30     # a worker maps it whole, beside its own memory (workers.worker.MEGABYTES)
Step = Callable[[float, str], None]
OnSlice = Callable[[int, Any, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name for messages, and how to read it, whole (None) or only its first bytes."""

    name: str
    read: Callable[[int | None], bytes]


@dataclass(slots=True)
class Header:
    """One readable file of a series."""

    source: Source
    values: dict[str, Any]


def failure(place: str, failed: JobFailed) -> ConsiliaError:
    """What a worker's refusal or end means for the user."""
    if failed.kind == "format":
        return NotThatFormat(place=place, format="DICOM file", reason=failed.reason)
    if failed.kind in ("damaged", "fault"):
        return DamagedFile(place=place, reason=failed.reason if failed.kind == "damaged" else "it can't be understood")
    if failed.kind in ("unsafe", "crash", "timeout", "memory"):
        return UnsafeFile(place=place, reason=failed.reason)
    return UnreadableInput(place=place, reason=failed.reason)


def unread(place: str, error: OSError | ConsiliaError) -> ConsiliaError:
    """Why the bytes of a file could not be had."""
    if isinstance(error, ConsiliaError):
        return error
    return UnreadableInput(place=place, reason=f"the system refused ({error.strerror or type(error).__name__})")


def headers(
    sources: Sequence[Source], step: Step, background: bool = False
) -> tuple[list[Header], list[ConsiliaError]]:
    """Headers of files, in the given order, and why the others have none. ``step`` gets fractions 0..1."""
    found: dict[int, dict[str, Any]] = {}
    errors: dict[int, ConsiliaError] = {}
    again: list[int] = []

    def run(indices: list[int], limit: int | None) -> None:
        def jobs() -> Iterator[Job]:
            for start in range(0, len(indices), _HEADERS_A_JOB if limit else 1):
                data, batch = [], []
                for index in indices[start:start + (_HEADERS_A_JOB if limit else 1)]:
                    try:
                        data.append(sources[index].read(limit))
                    except (OSError, ConsiliaError) as error:    # one file that can't be read costs itself only
                        errors[index] = unread(sources[index].name, error)
                    else:
                        batch.append(index)
                if not batch:
                    continue
                whole = [limit is None or len(part) < limit for part in data]
                yield Job(f"{_JOBS}:headers", {"lengths": [len(part) for part in data], "whole": whole, "files": batch},
                          data, seconds=_SECONDS)

        def done(job: Job, outcome: Result | JobFailed) -> None:
            batch: list[int] = job.arguments["files"]
            if isinstance(outcome, JobFailed):
                if len(batch) == 1:
                    errors[batch[0]] = failure(sources[batch[0]].name, outcome)
                else:
                    again.extend(batch)          # one of them ended the worker: each alone will tell which
                return
            for index, values in zip(batch, outcome.value["headers"], strict=True):
                if "more" in values:
                    again.append(index)
                elif "refused" in values:
                    errors[index] = failure(sources[index].name, JobFailed(*values["refused"]))
                else:
                    found[index] = values
            step((len(found) + len(errors)) / len(sources), "Reading headers")

        workers.pool().run_all(jobs(), done, background)

    run(list(range(len(sources))), HEAD_BYTES)
    if again:
        run(sorted(again), None)
    return [Header(sources[i], found[i]) for i in sorted(found)], [errors[i] for i in sorted(errors)]


def load_series(sources: Sequence[Source], step: Step, on_slice: OnSlice | None, sorted_already: bool) -> Volume:
    """Loads the files of one series. ``sorted_already``: along the normal, so the middle one is shown at once.

    Raises what ``failure`` gives where nothing of the series can be read.
    """
    if not sources:
        raise UnreadableInput(place="The series", reason="it has no files")
    if sorted_already and on_slice is not None:
        _first_image(sources, on_slice)
    readable, errors = headers(sources, lambda part, words: step(0.15 * part, words))
    if not readable:
        raise errors[0]
    return load_headers(readable, lambda part, words: step(0.15 + 0.85 * part, words), on_slice, len(errors) > 0)


def _first_image(sources: Sequence[Source], on_slice: OnSlice) -> None:
    """The middle file alone, before anything else; a fault shows up again when the series is read."""
    import numpy as np

    middle = len(sources) // 2
    try:
        result = workers.pool().run(Job(f"{_JOBS}:picture", {}, sources[middle].read(None), seconds=_SECONDS))
    except (JobFailed, OSError, ConsiliaError):
        return
    rows, columns = result.value["shape"]
    kind = np.dtype(result.value["dtype"])
    if kind.kind in "if" and len(result.data) == rows * columns * kind.itemsize:
        on_slice(middle, np.frombuffer(result.data, kind).reshape(rows, columns), len(sources))


def load_headers(readable: Sequence[Header], step: Step, on_slice: OnSlice | None, some_unreadable: bool) -> Volume:
    """The volume of files whose headers were read (all of one series)."""
    from engines.imaging.volume import Volume

    pictures = [header for header in readable if header.values["rows"] and header.values["columns"]]
    if not pictures:
        raise UnreadableInput(place="The series", reason="it holds no picture")
    plan, files = _plan(pictures)
    whole = all(float(h.values[key]).is_integer() for h in files if h for key in ("slope", "intercept"))
    middle = next(header for header in files[len(files) // 2:] + files if header is not None).values
    kind = "int16" if whole and middle["bits_allocated"] <= 16 else "float32"
    voxels, warnings = _pixels(files, middle, kind, step, on_slice)
    notes = dict.fromkeys([*plan.warnings, *warnings, *(n for h in files if h for n in h.values["notes"])])
    if middle["photometric"] == "MONOCHROME1":
        notes["inverted"] = None
    if some_unreadable:
        notes["unreadable-slice"] = None
    from engines.imaging.geometry import WARNINGS, measurable

    codes = tuple(note for note in notes if note in WARNINGS)
    center, width = _window(middle)
    return Volume(
        voxels=voxels, affine=plan.affine, modality=middle["modality"], series_uid=middle["series_uid"],
        study_uid=middle["study_uid"], description=middle["series_description"], unit=_unit(middle), warnings=codes,
        measurable=measurable(codes), window_center=center, window_width=width,
    )


def _plan(pictures: Sequence[Header]) -> tuple[Stack, list[Header | None]]:
    """Geometry, and for each slice of the volume its file; several frames of one file stand one after the other."""
    from dataclasses import replace

    from engines.imaging.geometry import SlicePlace, stack

    framed = [header for header in pictures if header.values["frames"] > 1]
    if framed:
        one = framed[0]
        plan = stack([slice_place(one.values, SlicePlace)])
        noted = replace(plan, warnings=(*plan.warnings, "several-frames"))
        return noted, [one, *[None] * (one.values["frames"] - 1)]
    plan = stack([slice_place(header.values, SlicePlace) for header in pictures])
    return plan, [None if index is None else pictures[index] for index in plan.order]


def slice_place(values: dict[str, Any], kind: Any) -> Any:
    """A header's values as the geometry engine takes them (``kind`` is its SlicePlace)."""
    def fixed(name: str) -> tuple[float, ...] | None:
        return None if values[name] is None else tuple(values[name])

    return kind(
        rows=values["rows"], columns=values["columns"], position=fixed("position"), orientation=fixed("orientation"),
        spacing=fixed("spacing"), thickness=values["thickness"], number=values["number"],
        imager_spacing=values["imager_spacing"],
    )


def _pixels(
    files: list[Header | None], middle: dict[str, Any], kind: str, step: Step, on_slice: OnSlice | None
) -> tuple[npt.NDArray[Any], list[str]]:
    """Decodes all slices; starts again with floats where the values don't fit into 16 bits."""
    shape = (len(files), middle["rows"], middle["columns"])
    size = shape[0] * shape[1] * shape[2] * (2 if kind == "int16" else 4)
    if size > LARGEST_VOLUME_BYTES:
        raise UnsafeFile(place="The series", reason=f"it claims {size / (1 << 30):.0f} GB of pixels")
    block = SharedBlock(size)
    voxels = block.array(shape, kind)
    if None in files and middle["frames"] == 1:
        voxels[...] = -1024 if middle["modality"] == "CT" else 0
    state = _Decoding(files, shape, kind, block, voxels, step, on_slice)
    state.run()
    block.done()
    if state.out_of_range:
        return _pixels(files, middle, "float32", step, on_slice)
    return voxels, state.warnings


class _Decoding:
    """One pass over the files of a series. A stop is kept until the workers have handed back what they were doing."""

    def __init__(
        self, files: list[Header | None], shape: tuple[int, int, int], kind: str, block: SharedBlock,
        voxels: npt.NDArray[Any], step: Step, on_slice: OnSlice | None,
    ) -> None:
        self._files, self._shape, self._kind, self._block, self._voxels = files, shape, kind, block, voxels
        self._step, self._on_slice = step, on_slice
        self._done = 0
        self._stop: BaseException | None = None
        self._first_failure: ConsiliaError | None = None
        self.out_of_range = False
        self.warnings: list[str] = []

    def run(self) -> None:
        workers.pool().run_all(self._jobs(), self._finished)
        if self._stop is not None:
            raise self._stop
        if self._done == 0 and not self.out_of_range and self._first_failure is not None:
            raise self._first_failure

    def _jobs(self) -> Iterator[Job]:
        from engines.imaging.geometry import reading_order

        order = [index for index in reading_order(len(self._files)) if self._files[index] is not None]
        if self._shape[0] and self._files[0] is not None and self._files[0].values["frames"] > 1:
            order = [0]
        batches = [order[:1], *(order[i:i + _SLICES_A_JOB] for i in range(1, len(order), _SLICES_A_JOB))]
        for batch in batches:
            if self._stop is not None or self.out_of_range:
                return
            read = [(index, data) for index in batch if (data := self._read(index)) is not None]
            if not read:
                continue
            lengths, slices = [len(data) for _, data in read], [index for index, _ in read]
            yield Job(
                f"{_JOBS}:decode",
                {"lengths": lengths, "slices": slices, "shape": self._shape, "dtype": self._kind},
                [data for _, data in read], self._block, _SECONDS, self._part,
            )

    def _read(self, index: int) -> bytes | None:
        """The bytes of a slice; None where they can't be had, which costs this slice only."""
        try:
            return self._source(index).read(None)
        except (OSError, ConsiliaError) as error:
            if self._first_failure is None:
                self._first_failure = unread(self._source(index).name, error)
            self.warnings.append("unreadable-slice")
            return None

    def _source(self, index: int) -> Source:
        header = self._files[index]
        assert header is not None
        return header.source

    def _part(self, part: dict[str, Any]) -> None:
        index = part.get("slice")
        if not isinstance(index, int) or not 0 <= index < self._shape[0] or self._stop is not None:
            return
        self._done += 1
        try:
            if self._on_slice is not None:
                self._on_slice(index, self._voxels[index], self._shape[0])
            self._step(self._done / self._shape[0], "Reading slices")
        except BaseException as stop:  # noqa: BLE001 - raised again in run(), once no worker writes any more
            self._stop = stop

    def _finished(self, job: Job, outcome: Result | JobFailed) -> None:
        failed: list[tuple[int, JobFailed]] = []
        if isinstance(outcome, JobFailed):
            self.out_of_range = self.out_of_range or outcome.kind == "range"
            failed = [(index, outcome) for index in job.arguments["slices"]] if outcome.kind != "range" else []
        else:
            failed = [(row[0], JobFailed(row[1], row[2])) for row in outcome.value["failed"]]
            self.warnings.extend(outcome.value["notes"])
        for index, reason in failed:
            if self._first_failure is None:
                self._first_failure = failure(self._source(index).name, reason)
            self.warnings.append("unreadable-slice")


def _unit(values: dict[str, Any]) -> str:
    if values["modality"] == "CT":
        return "HU"
    return values["units"] if values["modality"] == "PT" else ""


def _window(values: dict[str, Any]) -> tuple[float | None, float | None]:
    """The header's window in modality units, turned round with MONOCHROME1; None where it has none that can be."""
    center, width = values["window_center"], values["window_width"]
    if center is None or width is None or width < 1:
        return None, None
    if values["photometric"] == "MONOCHROME1":
        bits = values["bits_stored"] or values["bits_allocated"]
        top = -1 if values["signed"] else (1 << bits) - 1
        center = values["slope"] * top + 2 * values["intercept"] - center
    return center, width
