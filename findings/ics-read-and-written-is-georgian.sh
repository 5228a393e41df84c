#!/usr/bin/env bash
# ics 0.7.3: a calendar that is read and written again is GEORGIAN, and its days and hours have moved.
#
# A .ics file that doesn't say by which calendar it counts, as most do not, counts by the Gregorian one
# (RFC 5545, 3.7.1). ics notes "georgian" for it, and writes CALSCALE:GEORGIAN, a calendar that nobody has.
# A task that is due on a day (DUE;VALUE=DATE) comes out due at the first moment of that day in Greenwich:
# four hours too early on Curaçao, where it is the day before; an event of a whole day stays one. An event
# at an hour without a zone is at that hour wherever one is; it comes out in Greenwich too, so that ten
# o'clock is eleven in the Netherlands. Nothing is changed in between, and nothing is raised. Who writes
# .ics for others can say CALSCALE:GREGORIAN, which is kept, and name the zone.
#
# Seen with ics 0.7.3 on Python 3.11, Linux; what was read, and what was written:
#   no CALSCALE -> CALSCALE:GEORGIAN
#   CALSCALE:GREGORIAN -> CALSCALE:GREGORIAN
#   DUE;VALUE=DATE:20261224 -> DUE:20261224T000000Z
#   DTSTART;VALUE=DATE:20261224 -> DTSTART;VALUE=DATE:20261224
#   DTSTART:20261224T100000 -> DTSTART:20261224T100000Z
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'ics==0.7.3'

cat >"$work/look.py" <<'PYTHON'
from ics import Calendar

CASES = (
    ("", "VTODO", ""),
    ("CALSCALE:GREGORIAN", "VTODO", ""),
    ("", "VTODO", "DUE;VALUE=DATE:20261224"),
    ("", "VEVENT", "DTSTART;VALUE=DATE:20261224"),
    ("", "VEVENT", "DTSTART:20261224T100000"),
)
for scale, kind, line in CASES:
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Example//NL", scale,
        f"BEGIN:{kind}", "UID:1@example.org", "DTSTAMP:20260105T090000Z", line,
        "SUMMARY:Deelnemers bellen", f"END:{kind}", "END:VCALENDAR",
    )
    text = "".join(f"{part}\r\n" for part in lines if part)
    begin = line.partition(";")[0].partition(":")[0] or "CALSCALE"
    written = [one for one in Calendar(text).serialize().splitlines() if one.startswith(begin)]
    print(line or scale or "no CALSCALE", "->", *written)
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py")
echo "$seen"
[ "$seen" = "no CALSCALE -> CALSCALE:GEORGIAN
CALSCALE:GREGORIAN -> CALSCALE:GREGORIAN
DUE;VALUE=DATE:20261224 -> DUE:20261224T000000Z
DTSTART;VALUE=DATE:20261224 -> DTSTART;VALUE=DATE:20261224
DTSTART:20261224T100000 -> DTSTART:20261224T100000Z" ] || { echo "this has changed"; exit 1; }
