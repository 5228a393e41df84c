#!/usr/bin/env bash
# deduce 3.0.6: a Dutch telephone number without a space or hyphen is an id, and a place after "te" a person.
#
# Deduce (the Dutch de-identification for medical text) marks 06 12345678 and 0592-123456 as
# telefoonnummer; the same numbers in one piece, as most people type them, it marks as id, the tag of
# patient numbers. Who takes only the tag telefoonnummer out, or counts by kind, misses them. And
# "te" before a place, as in "Zij woont te Assen", is read as the beginning of a family name:
# "te Assen" is a persoon, where "in Assen" is a locatie. In both cases nothing is missed, it is only
# called something else; so what is offered for an answer should not lean on the tag.
#
# The first call builds lists for a minute or two. Seen with deduce 3.0.6 on Python 3.11, Linux:
#   Bel 06 12345678. [telefoonnummer: 06 12345678]
#   Bel 0612345678. [id: 0612345678]
#   Bel 0592-123456. [telefoonnummer: 0592-123456]
#   Bel 0592123456. [id: 0592123456]
#   Zij woont in Assen. [locatie: Assen]
#   Zij woont te Assen. [persoon: te Assen]
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'deduce==3.0.6'

cat >"$work/look.py" <<'PYTHON'
import logging

logging.disable(logging.CRITICAL)
from deduce import Deduce

deduce = Deduce()
for text in (
    "Bel 06 12345678.",
    "Bel 0612345678.",
    "Bel 0592-123456.",
    "Bel 0592123456.",
    "Zij woont in Assen.",
    "Zij woont te Assen.",
):
    found = sorted(deduce.deidentify(text).annotations, key=lambda one: one.start_char)
    print(text, "[" + ", ".join(f"{one.tag}: {one.text}" for one in found) + "]")
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py")
echo "$seen"
[ "$seen" = "Bel 06 12345678. [telefoonnummer: 06 12345678]
Bel 0612345678. [id: 0612345678]
Bel 0592-123456. [telefoonnummer: 0592-123456]
Bel 0592123456. [id: 0592123456]
Zij woont in Assen. [locatie: Assen]
Zij woont te Assen. [persoon: te Assen]" ] || { echo "this has changed"; exit 1; }
