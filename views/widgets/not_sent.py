"""What an empty room says of a case of another clinic: 'none recorded' would be false where the part was not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic


def none_here(clinic: Clinic, part: str, title: str, words: str) -> tuple[str, str]:
    """(title, words) of the empty state: those given for one's own patient, else how the case stands to ``part``."""
    return none_of_case(clinic.guest_of, part in clinic.guest_parts) if clinic.guest_of else (title, words)


def none_of_case(sender: str, sent: bool) -> tuple[str, str]:
    """(title, words) where a case holds nothing of a part, which its sender chose (``sent``) or did not."""
    if sent:
        said = QCoreApplication.translate(
            "not_sent", "What {name} sent holds none of this: it was not recorded there, or it was kept back. "
                        "This does not say that there is none.")
        return QCoreApplication.translate("not_sent", "Sent with nothing in it"), said.format(name=sender)
    said = QCoreApplication.translate(
        "not_sent", "{name} did not choose this part of the chart. Whether anything is recorded there is not known "
                    "here; ask if you need it.")
    return QCoreApplication.translate("not_sent", "Not part of what was sent"), said.format(name=sender)
