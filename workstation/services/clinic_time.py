"""The clinic's time: the zone in which days begin and appointments are shown, its changes of the clock included.

Moments are stored with their offset. Without a zone of its own the clinic's is that of this computer.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

_NAME = "clinic.zone"
_OFFSET = re.compile(r"[+-](0\d|1[0-4]):[0-5]\d")


class ClinicTime:
    """Turns moments into the clinic's time and back. ``zone`` None is the zone of this computer."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self._zone = zone

    def shown(self, moment: datetime) -> datetime:
        """An aware moment in the clinic's time, with the offset that holds then."""
        return _fixed(moment.astimezone(self._zone))

    def moment(self, day: date, at: time) -> datetime:
        """The moment when the clinic's clocks show this. Raises UserMistake where they never or twice do."""
        naive = datetime.combine(day, at)
        early, late = (self._aware(naive.replace(fold=fold)) for fold in (0, 1))
        if self.shown(early.astimezone(UTC)).replace(tzinfo=None) != naive:
            raise UserMistake(reason=f"{at:%H:%M} does not exist on {day}: the clocks are put forward")
        if early.utcoffset() != late.utcoffset():
            raise UserMistake(reason=f"{at:%H:%M} comes twice on {day}: the clocks are put back; choose another time")
        return _fixed(early)

    def day_bounds(self, day: date) -> tuple[datetime, datetime]:
        """The first moment of a day and of the next, in UTC; 23 or 25 hours apart where the clocks change."""
        first, after = (self._aware(datetime.combine(one, time())) for one in (day, day + timedelta(days=1)))
        return first.astimezone(UTC), after.astimezone(UTC)

    def today(self) -> date:
        return self.shown(datetime.now(UTC)).date()

    def _aware(self, naive: datetime) -> datetime:
        if self._zone is None:
            return naive.astimezone()
        return naive.replace(tzinfo=self._zone)


def _fixed(moment: datetime) -> datetime:
    """The same moment with its offset alone: adding and subtracting then count real time over a change of the clock."""
    offset = moment.utcoffset()
    assert offset is not None                        # aware: both callers made it so
    return moment.replace(tzinfo=timezone(offset), fold=0)


def of(clinic: Clinic) -> ClinicTime:
    """The time of this clinic."""
    name = zone_name(clinic)
    return ClinicTime(_zone(name) if name else None)


def zone_name(clinic: Clinic) -> str:
    """The IANA name of the clinic's zone, "" where it is that of this computer."""
    from sqlalchemy import select

    from workstation.store.schema import meta

    with clinic.read() as conn:
        return conn.execute(select(meta.c.value).where(meta.c.name == _NAME)).scalar() or ""


def set_zone(clinic: Clinic, name: str) -> None:
    """Keeps the zone for everybody of the clinic; "" means that of the computer. Raises UserMistake, NotAllowed."""
    from sqlalchemy import Connection, delete, insert

    from workstation.store.schema import meta

    if name:
        _zone(name)

    def write(conn: Connection) -> None:
        conn.execute(delete(meta).where(meta.c.name == _NAME))
        if name:
            conn.execute(insert(meta).values(name=_NAME, value=name))

    clinic.act("clinic.settings", detail=f"time zone {name or 'of the computer'}", write=write)


def _zone(name: str) -> tzinfo:
    """A zone by its IANA name, or a fixed offset such as ``+08:00`` where clocks never change."""
    from zoneinfo import ZoneInfo

    if _OFFSET.fullmatch(name):
        hours, minutes = int(name[1:3]), int(name[4:])
        return timezone((-1 if name[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as fault:     # unknown, no such form, a folder of the zone files
        raise UserMistake(reason=f"'{name[:40]}' is no time zone; names are like Asia/Shanghai or Europe/Berlin") \
            from fault
