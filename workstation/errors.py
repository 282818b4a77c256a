"""Everything that can go wrong and that a person is told about, as one tree.

    ConsiliaError
      UserMistake            wrong use of a command or a form (exit 2)
      NotAllowed             the access rules say no
      StoreError
        NoStore  StoreBusy  StoreDamaged  WrongPassphrase  DiskFull  StoreExists
      NotFound               a patient, series, plugin or report that isn't there
      UnreadableInput
        NotThatFormat  DamagedFile  UnsafeFile
      CannotCompute          an engine refuses: a missing, invalid or out-of-range input
      PluginError
        BadManifest  PluginFailed  PluginTimeout  PluginTooGreedy  PluginAnswerInvalid
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


class NotFound(ConsiliaError):
    happened = "There is no {what} '{name}' here."
    next_step = "Check the spelling, or list what there is."


class UnreadableInput(ConsiliaError):
    happened = "{place} could not be read: {reason}."


class NotThatFormat(UnreadableInput):
    happened = "{place} is no {format}: {reason}."
    next_step = "Choose a FHIR R4 bundle, a DICOM file or folder, or a PED file."


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


class Cancelled(ConsiliaError):
    happened = "{what} was stopped."
    safe = "What was finished before is kept."
    next_step = ""
