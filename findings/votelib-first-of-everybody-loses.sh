#!/usr/bin/env bash
# votelib 0.4.0: who is first for everybody does not win by Minimax.
#
# Minimax (Simpson-Kramer) takes the candidate whose greatest defeat is the smallest, as the docstring of
# MinimaxCondorcet says. It makes its list of candidates of those that some voter has somebody above. A
# candidate whom all voters put first is never the lower one of a pair, is not in that list, and cannot
# win: all others tie. One voter who thinks otherwise makes the same candidate win, so that only the
# clearest outcome is wrong, which a small group of one mind has often. Schulze, Copeland and ranked
# pairs of the same library are right. Look for such a candidate first.
#
# Seen with votelib 0.4.0 on Python 3.11, Linux; three people put a first, one or none puts b first:
#   none: minimax b or c, schulze a, copeland a, ranked pairs a
#   one: minimax a, schulze a, copeland a, ranked pairs a
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'votelib==0.4.0'

cat >"$work/look.py" <<'PYTHON'
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Copeland, MinimaxCondorcet, RankedPairs, Schulze

RULES = {
    "minimax": MinimaxCondorcet(),
    "schulze": Schulze(),
    "copeland": Copeland(),
    "ranked pairs": RankedPairs(),
}
for who, others in (("none", {}), ("one", {("b", "a", "c"): 1})):
    pairs = RankedToCondorcetVotes().convert({("a", "b", "c"): 3, **others})
    first = {name: rule.evaluate(pairs, 1)[0] for name, rule in RULES.items()}
    print(f"{who}:", ", ".join(f"{name} {' or '.join(sorted(one))}" for name, one in first.items()))
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py")
echo "$seen"
[ "$seen" = "none: minimax b or c, schulze a, copeland a, ranked pairs a
one: minimax a, schulze a, copeland a, ranked pairs a" ] || { echo "this has changed"; exit 1; }
