"""A study from another institution's DICOMweb server, through the import, under the person whom somebody named.

A PatientID is unique where it was given and nowhere else. Where a study's number is also the number of somebody here,
a person says that they are the same (``to``); otherwise nothing is stored. A file of another study than the one that
was announced, or of a second patient, is refused before the import sees it.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workstation.domain.patient import PatientRow
from workstation.domain.resource import ImportReport
from workstation.errors import NotFound, UserMistake
from workstation.exchange.dicom_uid import is_uid
from workstation.exchange.dicomweb_fetch import DicomWebClient, Received, RemoteStudy
from workstation.exchange.web_call import Limits
from workstation.services import importing, institutions, patients
from workstation.services.clinic import Clinic
from workstation.services.institution_fetch import signed_in
from workstation.services.institutions import Institution, SignIn
from workstation.services.progress import Progress

BY = {"number": "PatientID", "name": "PatientName", "born": "PatientBirthDate", "accession": "AccessionNumber",
      "uid": "StudyInstanceUID"}
_BATCH_FILES, _BATCH_BYTES = 96, 128 << 20
_MOST_FILES = 20_000
_SLEEP_S = 0.2


class ImageSession:
    """One errand at one institution's DICOMweb server."""

    def __init__(self, clinic: Clinic, institution: Institution, progress: Progress | None = None,
                 limits: Limits | None = None) -> None:
        if not institution.dicomweb:
            raise UserMistake(reason=f"{institution.name} has no DICOMweb address")
        self._clinic, self.institution = clinic, institution
        self._progress = progress or Progress("The fetch")
        limits = limits or Limits(seconds=300.0, answer_bytes=1 << 30)
        self._caller = institutions.caller(clinic, institution, institution.dicomweb, pause=self._pause, limits=limits)
        self._client = DicomWebClient(self._caller, signed_in(clinic, institution, self._pause, limits))

    def studies(self, asked: Sequence[tuple[str, str]]) -> list[RemoteStudy]:
        """The studies there that fit. Raises NotAllowed, UserMistake, CallFailed."""
        check(asked)
        return self._client.studies([(BY[name], value) for name, value in asked])

    def known(self, study: RemoteStudy) -> PatientRow | None:
        """Who here has the number that the study's patient has there."""
        if not study.number:
            return None
        try:
            return patients.find(self._clinic, study.number)
        except NotFound:
            return None

    def fetch(self, study_uid: str, to: str = "") -> ImportReport:
        """Brings a study and imports it; ``to`` is the id of the patient here whom somebody took for the same.

        Raises NotFound, UserMistake where the person has to be named, CallFailed, and what the import raises; what was
        stored before a failure stays.
        """
        study = self._announced(study_uid)
        self._agreed(study, to)
        files = self._client.instances(study.uid)
        if not files or len(files) > _MOST_FILES:
            raise self._caller.failed(f"it lists {len(files)} files for the study")
        report = ImportReport(run_id=str(uuid.uuid4()))
        for batch in self._batches(study, files, to):
            importing.import_images(self._clinic, batch, report)
        importing.keep(self._clinic, report)
        self._progress.step(1.0)
        return report

    def _announced(self, study_uid: str) -> RemoteStudy:
        if not is_uid(study_uid):
            raise UserMistake(reason="a study is named by its UID")
        found = [one for one in self.studies([("uid", study_uid)]) if one.uid == study_uid]
        if not found:
            raise NotFound(what=f"study at {self.institution.name}", name=study_uid)
        return found[0]

    def _agreed(self, study: RemoteStudy, to: str) -> None:
        ours = self.known(study)
        if ours is None and to:
            raise UserMistake(reason=f"nobody here has the number {study.number[:64]}; leave out who it is")
        if ours is not None and ours.id != to:
            born = ours.born.text if ours.born else "no birth date"
            raise UserMistake(reason=f"their patient {study.name} ({study.number}, born {study.born or 'unknown'}) has "
                                     f"the number of {ours.name.formal()} ({ours.id}, born {born}) here; say whether "
                                     "they are one person by naming that id")

    def _batches(self, study: RemoteStudy, files: Sequence[tuple[str, str]], to: str) -> Iterator[list[Received]]:
        batch: list[Received] = []
        size = 0
        for place, (series, uid) in enumerate(files):
            self._progress.step(0.95 * place / len(files), f"{place + 1} / {len(files)}")
            data = self._client.file(study.uid, series, uid)
            batch.append(Received(self.institution.name, uid, data))
            size += len(data)
            if len(batch) >= _BATCH_FILES or size >= _BATCH_BYTES:
                yield self._checked(study, batch, to)
                batch, size = [], 0
        if batch:
            yield self._checked(study, batch, to)

    def _checked(self, study: RemoteStudy, batch: list[Received], to: str) -> list[Received]:
        """The batch, where every header that can be read is of the announced study and of one patient, about whom
        was agreed. A server may announce a record number that is not the PatientID of its files. Raises CallFailed."""
        from workstation.exchange.dicom_load import Source, headers

        def source(file: Received) -> Source:
            return Source(file.name, lambda limit: file.data[:limit])

        readable, _ = headers([source(file) for file in batch], lambda fraction, words: None, background=True)
        numbers = {str(header.values["patient_id"]) for header in readable}
        if len(numbers) > 1 or any(header.values["study_uid"] != study.uid for header in readable):
            raise self._caller.failed("it sent a file of another study or patient than it announced")
        for number in numbers - {study.number}:
            self._agreed(replace(study, number=number), to)
        return batch

    def _pause(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            self._progress.check()
            time.sleep(min(left, _SLEEP_S))


def check(asked: Sequence[tuple[str, str]]) -> None:
    """Raises UserMistake for a question that names nobody."""
    if not any(value.strip(" *?") for name, value in asked if name != "born"):
        raise UserMistake(reason="name the person or the study: by a number, a name, an accession number or the UID")


def leaving(institution: Institution, asked: Sequence[tuple[str, str]], fetches: bool) -> list[str]:
    """Exactly what leaves the clinic, a line each."""
    there = institution.dicomweb
    lines = [f"to {there}: the {BY[name]}, {value}" for name, value in asked]
    if institution.sign_in is SignIn.BEARER:
        lines.append(f"to {there}: the token they gave us, with each call")
    elif institution.sign_in is SignIn.SMART:
        lines.append(f"to {institution.token_url}: our client id {institution.client_id} and a signed proof of it")
    lines.append(f"to {there}: that this clinic asks for {'every file of that study' if fetches else 'these studies'}")
    if institution.proxy:
        lines.append(f"to the proxy {institution.proxy}: the names of these servers")
    return lines
