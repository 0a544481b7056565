"""The form of a calendar file (RFC 5545). Times are those of China, where there has been no summer time since 1991."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

ZONE = "Asia/Shanghai"
VTIMEZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19910915T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)
OCTETS = 75
"""The longest line that RFC 5545 allows, without the line break."""


def ics_file(name: str, events: Iterable[str]) -> bytes:
    """A whole calendar of this name from the unfolded lines of its events."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sales-handbook//calendar//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{ics_text(name)}",
        f"X-WR-TIMEZONE:{ZONE}",
        *VTIMEZONE,
        *events,
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def ics_event(
    uid: str,
    stamp: date,
    days: Iterable[str],
    summary: str,
    description: str,
    *,
    url: str,
    category: str,
    trigger: str,
) -> Iterator[str]:
    """The lines of one event that leaves its time free and reminds of itself.

    `days` are the lines that say when it is, `trigger` when it reminds (section 3.8.6.3); an empty `url` is left out.
    """
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield from days
    yield f"SUMMARY:{ics_text(summary)}"
    yield f"DESCRIPTION:{ics_text(description)}"
    if url:
        yield f"URL:{url}"
    yield f"CATEGORIES:{ics_text(category)}"
    yield "TRANSP:TRANSPARENT"  # A deadline leaves the time before it free.
    yield from (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{ics_text(summary)}",
        f"TRIGGER:{trigger}",
        "END:VALARM",
    )
    yield "END:VEVENT"


def ics_text(words: str) -> str:
    """A value of type TEXT, section 3.3.11."""
    return re.sub("\r\n?|\n", r"\\n", re.sub(r"([\\;,])", r"\\\1", words))


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, no character cut in two; all but the first begin with a space."""
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + character, size + octets
    yield part
