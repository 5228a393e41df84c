#!/usr/bin/env bash
# Pyphen 0.18.1: a Dutch word that is broken before a trema keeps its dots.
#
# In Dutch the two dots on a vowel say that a new syllable begins there. At the end of a line the hyphen
# says so, and the dots go: coördinator is broken as co-ordinator, geïnteresseerd as ge-interesseerd,
# zeeën as zee-en (Leidraad of the Woordenlijst Nederlandse Taal). Pyphen can change letters at a break,
# and does so for Hungarian, but its Dutch patterns have no such change. So a leaflet or a letter that is
# hyphenated with it has a spelling mistake at each such break.
#
# Seen with pyphen 0.18.1 on Python 3.11, Linux; the line is broken at the first place that there is:
#   co- ördinator, ge- ïnteresseerd, zee- ën
#   Hungarian: asz- szonnyal
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'pyphen==0.18.1'

seen=$("$work/venv/bin/python" - <<'PYTHON'
import pyphen


def broken(language, word, width):
    return " ".join(pyphen.Pyphen(lang=language).wrap(word, width))


words = (("coördinator", 4), ("geïnteresseerd", 4), ("zeeën", 4))
print(", ".join(broken("nl_NL", word, width) for word, width in words))
print("Hungarian:", broken("hu_HU", "asszonnyal", 5))
PYTHON
)
echo "$seen"
[ "$seen" = "co- ördinator, ge- ïnteresseerd, zee- ën
Hungarian: asz- szonnyal" ] || { echo "this has changed"; exit 1; }
