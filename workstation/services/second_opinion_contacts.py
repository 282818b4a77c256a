"""Whose keys are known: this clinic's own block to give to others, and theirs, verified by words on the telephone."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from workstation.domain.opinion import Contact
from workstation.errors import NotFound, UserMistake
from workstation.exchange.package import identity
from workstation.exchange.package.identity import Identity
from workstation.store import opinions
from workstation.store.schema import meta
from workstation.store.sealed_stream import derive

if TYPE_CHECKING:
    from sqlalchemy import Row

    from workstation.services.clinic import Clinic

ACTION = "contact.manage"
_NAME = "second-opinion/name"


def private_key(clinic: Clinic) -> bytes:
    """The clinic's X25519 private key: derived from the master key that every slot of the key file unlocks."""
    return derive(clinic.store.ring.master, b"", b"consilia exchange key")


def own(clinic: Clinic) -> Identity:
    """This clinic as others see it, under the name of ``rename`` or else the signed-in person's."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    public = X25519PrivateKey.from_private_bytes(private_key(clinic)).public_key().public_bytes_raw()
    with clinic.read() as conn:
        name = conn.execute(select(meta.c.value).where(meta.c.name == _NAME)).scalar()
    shown = name or clinic.user.display or clinic.user.name
    return Identity(identity.clean_name(shown), base64.b64decode(clinic.public_key), public)


def rename(clinic: Clinic, name: str) -> Identity:
    """Sets the name that others see. Raises UserMistake, NotAllowed."""
    cleaned = identity.clean_name(name)
    if not cleaned:
        raise UserMistake(reason="Give the name that others should see, such as 'Dr. Li, Clinic North'")

    def write(conn: Connection) -> None:
        conn.execute(delete(meta).where(meta.c.name == _NAME))
        conn.execute(insert(meta).values(name=_NAME, value=cleaned))

    clinic.act(ACTION, detail=f"named itself {cleaned}", write=write)
    return own(clinic)


def own_block(clinic: Clinic) -> str:
    """The text to give to others: public keys only."""
    return identity.block(own(clinic), clinic.sign)


def add(clinic: Clinic, text: str, place: str = "The text") -> Contact:
    """Takes a block that somebody gave; it counts as unverified until ``verify``.

    Raises NotThatFormat, DamagedFile, UserMistake (one's own block), NotAllowed.
    """
    found = identity.read_block(text, place)
    if found.fingerprint == own(clinic).fingerprint:
        raise UserMistake(reason="That is this clinic's own block; give it to the others")
    signing, exchange = (base64.b64encode(key).decode() for key in (found.signing, found.exchange))
    clinic.act(ACTION, detail=f"added {found.name} {found.fingerprint[:16]}", write=lambda conn: opinions.add_contact(
        conn, found.fingerprint, found.name, signing, exchange, datetime.now(UTC), clinic.user.display))
    return find(clinic, found.fingerprint)[0]


def listed(clinic: Clinic) -> list[Contact]:
    """Every contact by name."""
    with clinic.read() as conn:
        rows = opinions.contact_rows(conn)
    return [opinions.contact_of(row, identity_of(row).words()) for row in rows]


def find(clinic: Clinic, name_or_id: str) -> tuple[Contact, Identity]:
    """The one contact of this name, fingerprint or beginning of a fingerprint. Raises NotFound."""
    wanted = name_or_id.strip()
    with clinic.read() as conn:
        rows = opinions.contact_rows(conn)
    found = [row for row in rows if wanted and (row.name.casefold() == wanted.casefold() or (
        len(wanted) >= 6 and row.id.startswith(wanted.lower())))]
    if len(found) != 1:
        raise NotFound(what="contact" if not found else "single contact", name=name_or_id)
    known = identity_of(found[0])
    return opinions.contact_of(found[0], known.words()), known


def by_fingerprint(clinic: Clinic, fingerprint: str) -> Contact | None:
    """The contact with these keys, None where there is none."""
    return next((one for one in listed(clinic) if one.id == fingerprint), None)


def verify(clinic: Clinic, name_or_id: str, words: str) -> Contact:
    """Notes that the words which the other side reads aloud are those shown here. Raises UserMistake where they differ.

    Only this makes a contact verified: the words are asked for, so that nobody confirms without hearing them.
    """
    contact = find(clinic, name_or_id)[0]
    if words.casefold().split() != contact.words.split():
        raise UserMistake(reason="Those are not the words of this contact's keys: do not use it, and ask for the block "
                                 "again on another way")
    clinic.act(ACTION, detail=f"verified {contact.name} {contact.id[:16]}", write=lambda conn: opinions.verify_contact(
        conn, contact.id, datetime.now(UTC), clinic.user.display))
    return find(clinic, contact.id)[0]


def drop(clinic: Clinic, name_or_id: str) -> Contact:
    """Removes a contact; what was exchanged with it stays listed. Raises NotFound, NotAllowed."""
    contact = find(clinic, name_or_id)[0]
    clinic.act(ACTION, detail=f"removed {contact.name} {contact.id[:16]}",
               write=lambda conn: opinions.drop_contact(conn, contact.id))
    return contact


def identity_of(row: Row[tuple[str, ...]]) -> Identity:
    """The keys of a contact's row."""
    return Identity(row.name, base64.b64decode(row.signing), base64.b64decode(row.exchange))
