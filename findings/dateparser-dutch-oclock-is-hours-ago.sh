#!/usr/bin/env bash
# dateparser 1.5.0: a Dutch time of the clock is read as so many hours ago.
#
# "8 uur" is Dutch for eight o'clock, and "10.30 uur" is how an invitation writes half past ten; an
# amount of hours in the past is "8 uur geleden". With languages=["nl"] dateparser takes both for an
# amount and subtracts it: at two in the afternoon "8 uur" becomes six in the morning, and "10.30 uur"
# becomes 03:42, ten hours and three tenths of an hour before. Behind a full date the time is read well,
# and so it is with a colon, so that nothing points to it. "1 sept." is no date at all to it, where
# "1 aug." and "1 okt." are. In Dutch text read times of the clock yourself, before it looks.
#
# Seen with dateparser 1.5.0 on Python 3.11, Linux; now is 2026-11-29 14:00:
#   8 uur geleden -> 2026-11-29 06:00:00
#   8 uur -> 2026-11-29 06:00:00
#   om 10.30 uur -> 2026-11-29 03:42:00
#   om 10:30 -> 2026-11-29 10:30:00
#   9 april 2027 om 10.30 uur -> 2027-04-09 10:30:00
#   1 aug. 2026 -> 2026-08-01 00:00:00
#   1 sept. 2026 -> None
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'dateparser==1.5.0'

cat >"$work/look.py" <<'PYTHON'
import datetime

import dateparser

NOW = datetime.datetime(2026, 11, 29, 14, 0)
for words in (
    "8 uur geleden",
    "8 uur",
    "om 10.30 uur",
    "om 10:30",
    "9 april 2027 om 10.30 uur",
    "1 aug. 2026",
    "1 sept. 2026",
):
    read = dateparser.parse(words, languages=["nl"], settings={"RELATIVE_BASE": NOW})
    print(words, "->", read)
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py")
echo "$seen"
[ "$seen" = "8 uur geleden -> 2026-11-29 06:00:00
8 uur -> 2026-11-29 06:00:00
om 10.30 uur -> 2026-11-29 03:42:00
om 10:30 -> 2026-11-29 10:30:00
9 april 2027 om 10.30 uur -> 2027-04-09 10:30:00
1 aug. 2026 -> 2026-08-01 00:00:00
1 sept. 2026 -> None" ] || { echo "this has changed"; exit 1; }
