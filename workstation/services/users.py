"""Who may sign in: adding and removing people."""

from __future__ import annotations

from workstation.domain.user import User
from workstation.errors import NotFound, UserMistake
from workstation.services.clinic import Clinic
from workstation.services.sign_in import check_name, check_passphrase
from workstation.store.keys import Cost


def listed(clinic: Clinic) -> list[User]:
    """Everyone who may sign in, in the order they were added."""
    return clinic.store.keys.users()


def add(clinic: Clinic, user: User, passphrase: str, cost: Cost | None = None) -> None:
    """Adds a person. Raises NotAllowed, UserMistake for a bad name, a name that is taken or a short passphrase."""
    check_passphrase(passphrase)
    check_name(user.name)
    keys = clinic.store.keys
    keys.refresh()
    if any(known.name == user.name for known in keys.users()):
        raise UserMistake(reason=f"There is a user {user.name} already")
    clinic.act("users.manage", detail=f"asked to add {user.name} as {user.role.value}")
    keys.add_user(user, passphrase, clinic.store.ring.master, cost or Cost())
    try:
        keys.save()
    except BaseException:
        keys.remove(user.name)
        raise


def remove(clinic: Clinic, name: str) -> None:
    """Takes a person's slots away. Raises NotAllowed, NotFound; nobody removes themself."""
    keys = clinic.store.keys
    keys.refresh()
    if name == clinic.user.name:
        raise UserMistake(reason="You can't remove yourself")
    if all(known.name != name for known in keys.users()):
        raise NotFound(what="user", name=name)
    clinic.act("users.manage", detail=f"asked to remove {name}")
    keys.remove(name)
    keys.save()
