"""How work grows: a ratio within one run, since a time on a shared machine proves nothing."""

import time
from collections.abc import Callable


def times(work: Callable[[], object], floor: Callable[[], object], enough: float) -> float:
    """How many times the processor time of `floor` this `work` takes.

    The least of up to nine tries of both, and no more tries once it is below `enough`: what else
    the machine does can only make one of them look slower than it is.
    """
    least = [float("inf"), float("inf")]
    for _ in range(9):
        for which, part in enumerate((work, floor)):
            begin = time.process_time()
            part()
            least[which] = min(least[which], time.process_time() - begin)
        if least[0] < enough * least[1]:
            break
    return least[0] / least[1]
