"""80 own pairs of a hard sentence and a plain one: what was planted is found, and little else."""

import datetime
from pathlib import Path

from spiegel.domain.language.check import check
from spiegel.domain.language.findings import FindingKind

TODAY = datetime.date(2026, 11, 29)
PAIRS = [
    tuple(part.strip() for part in line.split(" | "))
    for line in Path(__file__).with_name("pairs.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def found(text: str) -> set[FindingKind]:
    return {finding.kind for finding in check(text, TODAY).findings}


def test_nine_in_ten_planted_faults_are_found(counted):
    planted = [(FindingKind(kind), hard) for kinds, hard, _ in PAIRS for kind in kinds.split(",")]
    missed = [(kind, hard) for kind, hard in planted if kind not in found(hard)]
    counted(f"{len(planted) - len(missed)} of {len(planted)} planted faults found")
    assert len(PAIRS) == 80
    assert len(missed) <= 0.1 * len(planted), missed


def test_of_the_plain_ones_one_in_twenty_gives_an_alarm_at_most(counted):
    alarms = [plain for _, _, plain in PAIRS if found(plain)]
    counted(f"{len(alarms)} false alarms on {len(PAIRS)} plain ones")
    assert len(alarms) <= 0.05 * len(PAIRS), alarms
