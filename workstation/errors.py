"""Everything that can go wrong and that a person is told about, as one tree.

    ConsiliaError
      UserMistake            wrong use of a command or a form (exit 2)
      NotAllowed             the access rules say no
      StoreError
        NoStore  StoreBusy  StoreDamaged  WrongPassphrase  DiskFull  StoreExists  ServerUnreachable  ServerRefused
      NotFound               a patient, series, plugin or report that isn't there
      DoubleBooked  ChangedMeanwhile     an appointment's time is taken; what was seen is no longer so
      UnreadableInput
        NotThatFormat  DamagedFile  UnsafeFile
      CannotCompute          an engine refuses: a missing, invalid or out-of-range input
      PluginError
        BadManifest  PluginFailed  PluginTimeout  PluginTooGreedy  PluginAnswerInvalid
      CallFailed             another institution's server gave no good answer
      Cancelled              the user stopped the work

Each carries three sentences: what happened, what is safe, what to do. The texts are templates with named fields, so
that views translate the template (context ``errors``) and only then fill it. Nothing here ever shows a traceback.
"""

from __future__ import annotations

import secrets
from typing import ClassVar


class ConsiliaError(Exception):
    """Base of the tree. ``fields`` fill the templates; ``code`` is an id the user can copy into a call for help."""

    happened: ClassVar[str] = "The work could not be done: {reason}."
    safe: ClassVar[str] = "Nothing was changed."
    next_step: ClassVar[str] = "Try again; if it happens again, note the id and ask for help."
    exit_code: ClassVar[int] = 1

    def __init__(self, **fields: object) -> None:
        self.fields: dict[str, str] = {name: str(value) for name, value in fields.items()}
        self.code = f"{type(self).__name__}-{secrets.token_hex(3)}"
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """What happened, what is safe and what to do, in English, on one line."""
        return " ".join(self._fill(part) for part in (self.happened, self.safe, self.next_step) if part)

    def parts(self) -> tuple[str, str, str]:
        """(happened, safe, next step) in English, filled."""
        return self._fill(self.happened), self._fill(self.safe), self._fill(self.next_step)

    def _fill(self, template: str) -> str:
        return " ".join(template.format_map(_Fields(self.fields)).split())


class _Fields(dict[str, str]):
    """A template field that nobody gave reads 'not known' and never raises inside an error message."""

    def __missing__(self, key: str) -> str:
        return "not known"


class UserMistake(ConsiliaError):
    happened = "{reason}."
    next_step = "See --help for the right use."
    exit_code = 2


class NotAllowed(ConsiliaError):
    happened = "{user} may not {action}: {reason}."
    next_step = "Ask a colleague with that right, or the person who manages access."


class StoreError(ConsiliaError):
    """Something about the encrypted store."""


class NoStore(StoreError):
    happened = "There is no Consilia store in {place}."
    next_step = "Make a demo clinic with 'consilia demo', or name another place with --data-dir."


class StoreExists(StoreError):
    happened = "{place} already holds a store."
    next_step = "Open it, or name an empty folder with --data-dir."


class WrongPassphrase(StoreError):
    happened = "The passphrase does not fit the user {user}."
    safe = "The store stays locked and unchanged."
    next_step = "Check Caps Lock and the keyboard layout and try again; a recovery key opens it too."


class StoreBusy(StoreError):
    happened = "The store in {place} is in use by another program."
    next_step = "Close the other one, or wait a moment and try again."


class StoreDamaged(StoreError):
    happened = "The store in {place} can't be read: {reason}."
    safe = "It was not written to."
    next_step = "Restore the latest backup into another folder, and keep this one for repair."


class DiskFull(StoreError):
    happened = "The disk that holds {place} is full."
    safe = "What was saved before is safe; this step was undone as a whole."
    next_step = "Free some space and do the step again."


class ServerUnreachable(StoreError):
    happened = "The database server {place} does not answer: {reason}."
    safe = "What was saved before is safe there; the step under way is done whole or not at all."
    next_step = "Check the network, then look whether the last step is there and go on; nothing needs to be restarted."


class ServerRefused(StoreError):
    happened = "The database server can't be used ({place}): {reason}."
    next_step = "Check store.toml in the store's folder, the password and the server; docs/postgresql.md tells how."


class NotFound(ConsiliaError):
    happened = "There is no {what} '{name}' here."
    next_step = "Check the spelling, or list what there is."


class DoubleBooked(ConsiliaError):
    """``what`` is the patient, the practitioner or the room that is taken at that time."""

    happened = "{what} is taken from {start} to {end} already."
    next_step = "Choose another time, or say that it is to be booked all the same."


class ChangedMeanwhile(ConsiliaError):
    happened = "{what} was changed by somebody else in the meantime."
    next_step = "Look at it as it stands now, then decide again."


class UnreadableInput(ConsiliaError):
    happened = "{place} could not be read: {reason}."


class NotThatFormat(UnreadableInput):
    happened = "{place} is no {format}: {reason}."
    next_step = "Read are FHIR R4 (JSON, NDJSON), C-CDA, HL7 v2, DICOM, a ZIP of these, CSV with a mapping, and PED."


class DamagedFile(UnreadableInput):
    happened = "{place} is damaged: {reason}."
    safe = "Nothing of it was taken in."
    next_step = "Ask the sender for the file again."


class UnsafeFile(UnreadableInput):
    happened = "{place} was refused as unsafe: {reason}."
    safe = "Nothing of it was taken in."
    next_step = "Ask the sender what it is; do not open it elsewhere."


class CannotCompute(ConsiliaError):
    """An engine's refusal. ``input`` names the input that is missing, invalid or outside the validated range."""

    happened = "Cannot compute {engine}: {input} {reason}."
    safe = ""
    next_step = ""


class PluginError(ConsiliaError):
    happened = "The plugin {plugin} could not be used: {reason}."
    safe = "The record is unchanged and the other plugins go on."


class BadManifest(PluginError):
    happened = "The plugin in {place} was refused: {reason}."
    next_step = "Correct its plugin.toml; 'consilia plugin check' names every fault."


class PluginFailed(PluginError):
    happened = "The plugin {plugin} stopped with a fault: {reason}."


class PluginTimeout(PluginError):
    happened = "The plugin {plugin} gave no answer within {seconds} s and was stopped."


class PluginTooGreedy(PluginError):
    happened = "The plugin {plugin} wanted more memory than its {megabytes} MB and was stopped."


class PluginAnswerInvalid(PluginError):
    happened = "The plugin {plugin} answered in a form that can't be trusted: {reason}."


class CallFailed(ConsiliaError):
    happened = "The call to {host} failed: {reason}."
    safe = "Nothing of it was taken in."
    next_step = "Check the institution's address and sign-in, or ask the people there."


class Cancelled(ConsiliaError):
    happened = "{what} was stopped."
    safe = "What was finished before is kept."
    next_step = ""
