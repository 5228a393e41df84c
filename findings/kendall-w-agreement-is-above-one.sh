#!/usr/bin/env bash
# kendall-w 1.0.0: people who agree wholly agree for a third, or for four thirds, where two options are tied.
#
# Kendall's W tells how much people agree about an order: 0 for not at all, 1 for wholly, as the docstring
# of compute_w says. Two options in one place share the mean of the places that they take, 1.5 each, and
# the formula has a term for that. compute_w takes whole numbers alone, so that 1.5 can't be given, and
# has no such term. Three people who all put the same two options first are given a W of 0.33 when the
# third option is written as second, and one of 1.33 when it is written as third, as in sport. Nothing
# warns of a tie. Who lets people put options in one place should reckon W otherwise, with that term.
#
# Seen with kendall-w 1.0.0 on Python 3.11, Linux; three people of one mind about three options:
#   no tie [1, 2, 3]: 1.00
#   two first [1, 1, 2]: 0.33
#   two first [1, 1, 3]: 1.33
#   two last [1, 2, 2]: 0.33
#   two first [1.5, 1.5, 3]: is not taken
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'kendall-w==1.0.0'

cat >"$work/look.py" <<'PYTHON'
from kendall_w import compute_w

for what, order in (
    ("no tie", [1, 2, 3]),
    ("two first", [1, 1, 2]),
    ("two first", [1, 1, 3]),
    ("two last", [1, 2, 2]),
    ("two first", [1.5, 1.5, 3]),
):
    try:
        found = f"{compute_w([[place] * 3 for place in order]):.2f}"
    except AssertionError:
        found = "is not taken"
    print(f"{what} {order}: {found}")
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py")
echo "$seen"
[ "$seen" = "no tie [1, 2, 3]: 1.00
two first [1, 1, 2]: 0.33
two first [1, 1, 3]: 1.33
two last [1, 2, 2]: 0.33
two first [1.5, 1.5, 3]: is not taken" ] || { echo "this has changed"; exit 1; }
