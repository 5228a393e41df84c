"""Deduce over texts, as a program of its own: texts come in, places go out.

Only run, with `-m spiegel.deduced`, and never imported: Deduce takes a gigabyte and ten seconds.
In on stdin: the texts, as one list in JSON. Out on stdout: a line when it is loaded, then for each
text a line with the places in it, `[[start, end, tag], ...]`. No word goes out, and none is kept.
"""

import json
import os
import pickle
import sys
from contextlib import suppress

READY = "ready"
"""The line that says that it is loaded."""


def main() -> None:
    """Read, load, answer."""
    texts = json.loads(sys.stdin.buffer.read())
    # Deduce logs to stdout, where the answers go.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    with suppress(AttributeError, OSError):
        os.nice(10)  # the meeting goes before
    from deduce import Deduce

    try:
        deduce = Deduce()
    except (EOFError, pickle.UnpicklingError):
        # somebody stopped it while it wrote its lists: they are made once more
        deduce = Deduce(build_lookup_structs=True)
    print(READY, file=answers, flush=True)
    for text in texts:
        found = deduce.deidentify(text).annotations
        # Some of its numbers are those of numpy.
        places = [[int(one.start_char), int(one.end_char), str(one.tag)] for one in found]
        print(json.dumps(places), file=answers, flush=True)


if __name__ == "__main__":
    main()
