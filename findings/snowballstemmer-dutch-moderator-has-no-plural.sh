#!/usr/bin/env bash
# snowballstemmer 3.1.1: one moderator and two moderatoren are different words, and health is the sun.
#
# A stemmer takes words to a part that their forms share, so that they are counted and found together.
# Since version 3 stemmer("dutch") is another one (Kraaij and Pohlmann) than before (Porter). It makes a
# vowel long again where -en went, also where it is not stressed: moderatoren becomes moderatoor, and
# never meets moderator; so with sectoren, professoren, coördinatoren, motoren. And it takes ge- from
# nouns, where it is no participle: gezin (family) becomes zin (sense), gemeente meets menen, and gezond
# and gezondheid (health) meet zon (sun). Who counts what a group spoke of counts these together. The
# older one does all that better, and is there still, as "dutch_porter".
#
# Seen with snowballstemmer 3.1.1 on Python 3.11, Linux; = is together, | is apart:
#   dutch: moderator | moderatoren, sector | sectoren, gezin = zin, gemeente = menen, gezondheid = zon
#   dutch_porter: moderator = moderatoren, sector = sectoren, gezin | zin, gemeente | menen, gezondheid | zon
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'snowballstemmer==3.1.1'

cat >"$work/look.py" <<'PYTHON'
import snowballstemmer

PAIRS = (
    ("moderator", "moderatoren"),
    ("sector", "sectoren"),
    ("gezin", "zin"),
    ("gemeente", "menen"),
    ("gezondheid", "zon"),
)
for name in ("dutch", "dutch_porter"):
    stem = snowballstemmer.stemmer(name).stemWord
    print(f"{name}:", ", ".join(f"{a} {'=' if stem(a) == stem(b) else '|'} {b}" for a, b in PAIRS))
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py")
echo "$seen"
[ "$seen" = "dutch: moderator | moderatoren, sector | sectoren, gezin = zin, gemeente = menen, gezondheid = zon
dutch_porter: moderator = moderatoren, sector = sectoren, gezin | zin, gemeente | menen, gezondheid | zon" ] || { echo "this has changed"; exit 1; }
