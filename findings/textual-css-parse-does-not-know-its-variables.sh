#!/usr/bin/env bash
# Textual 8.2.8: css.parse.parse takes variables, and does not know them.
#
# A test of how an app looks can read its style sheet without starting it: textual.css.parse.parse gives
# the rules. For the colours of a theme it has an argument `variables`, a dict of strings, "substitution
# variables to substitute tokens for". They are made into tokens, and these are left lying: only those of
# the other argument, `variable_tokens`, are looked up. So every rule with a colour by name ends in
# UnresolvedVariableError, and giving both does not help. tokenize_values makes of the dict what works.
#
# Seen with textual 8.2.8 on Python 3.11, Linux:
#   by variables: UnresolvedVariableError
#   by both: UnresolvedVariableError
#   by variable_tokens: #FF0000
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'textual==8.2.8'

seen=$("$work/venv/bin/python" - <<'PYTHON'
from textual.css.errors import UnresolvedVariableError
from textual.css.parse import parse
from textual.css.tokenize import tokenize_values

COLOURS = {"heard": "#ff0000"}
TOKENS = tokenize_values(COLOURS)


def colour(**given):
    try:
        (rule,) = parse("", "Label { color: $heard; }", ("", ""), **given)
    except UnresolvedVariableError as error:
        return type(error).__name__
    return rule.styles.color.hex


print("by variables:", colour(variables=COLOURS))
print("by both:", colour(variables=COLOURS, variable_tokens=tokenize_values({"other": "#00ff00"})))
print("by variable_tokens:", colour(variable_tokens=TOKENS))
PYTHON
)
echo "$seen"
[ "$seen" = "by variables: UnresolvedVariableError
by both: UnresolvedVariableError
by variable_tokens: #FF0000" ] || { echo "this has changed"; exit 1; }
