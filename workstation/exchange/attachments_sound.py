"""Sound decoded to samples, by libsndfile. Runs in a worker only."""
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# (soundfile ships without annotations)

from __future__ import annotations

import io
from typing import Any

from workstation.workers.serving import Call, Refused

MOST_SAMPLES = 40_000_000          # over all channels: 15 minutes at 44.1 kHz, days of heart sounds
_BLOCK = 1 << 16
_CODINGS = {"PCM_U8": "PCM 8 bit", "PCM_S8": "PCM 8 bit", "PCM_16": "PCM 16 bit", "PCM_24": "PCM 24 bit",
            "PCM_32": "PCM 32 bit", "FLOAT": "float 32 bit", "DOUBLE": "float 64 bit"}


def samples(call: Call) -> tuple[dict[str, Any], bytes]:
    """``{"rate", "channels", "frames", "claimed", "coding"}`` and float32 samples, frame by frame.

    ``claimed``: frames a WAV's header says where they are more than there are, else 0. A float32 holds 24 bits
    exactly; of 32-bit PCM the last 8 bits are rounded.
    """
    import numpy as np
    import soundfile

    data = bytes(call.payload)
    try:
        sound = soundfile.SoundFile(io.BytesIO(data))
    except (soundfile.LibsndfileError, ValueError, TypeError) as error:
        raise Refused("damaged", "it is cut off or is no sound") from error
    with sound:
        if not 0 < sound.channels <= 16 or not 0 < sound.samplerate <= 1_000_000:
            raise Refused("unsafe", f"it claims {sound.channels} channels at {sound.samplerate} Hz")
        pieces: list[Any] = []
        count = 0
        while True:
            try:
                piece = sound.read(_BLOCK, dtype="float32", always_2d=True)
            except (soundfile.LibsndfileError, RuntimeError):
                break                                   # what was decoded before the fault stays
            if not len(piece):
                break
            count += piece.size
            if count > MOST_SAMPLES:
                raise Refused("unsafe", f"it is longer than {MOST_SAMPLES / sound.channels / sound.samplerate:.0f} s")
            pieces.append(piece)
        if not pieces:
            raise Refused("damaged", "it holds no sound")
        whole = np.nan_to_num(np.concatenate(pieces), nan=0.0, posinf=1.0, neginf=-1.0)
        coding = _CODINGS.get(sound.subtype, sound.subtype_info)
        claimed = _claimed(data) if sound.format in ("WAV", "WAVEX") else 0
        return {"rate": sound.samplerate, "channels": sound.channels, "frames": len(whole), "coding": coding,
                "claimed": claimed if claimed > len(whole) else 0}, whole.tobytes()


def _claimed(data: bytes) -> int:
    """Frames that the header of a WAV promises (RIFF, Microsoft 1991): its data chunk by its block alignment."""
    place, align = 12, 0
    while place + 8 <= len(data):
        name, size = data[place:place + 4], int.from_bytes(data[place + 4:place + 8], "little")
        if name == b"fmt " and place + 22 <= len(data):
            align = int.from_bytes(data[place + 20:place + 22], "little")
        if name == b"data":
            return size // align if align and size < 0xFFFFFFF0 else 0
        place += 8 + size + size % 2
    return 0
