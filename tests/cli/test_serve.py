"""`spiegel serve` at a terminal: where people find it, and whether they can."""

import pytest

from spiegel.cli.serve import whom_it_reaches
from spiegel.meeting import addresses
from spiegel.meeting.port.serving import LOOPBACK, Serving


def said(address, monkeypatch, *found):
    monkeypatch.setattr(addresses, "addresses", lambda: found)
    return whom_it_reaches(Serving(address=address, port=8080, link="", code="ABCD"))


def test_who_serves_on_this_laptop_alone_reads_how_the_room_can_find_it(monkeypatch):
    (line,) = said(LOOPBACK, monkeypatch, "192.168.8.2", "10.0.0.4")
    assert "Alleen deze laptop" in line
    assert "--address, met 192.168.8.2, 10.0.0.4" in line


@pytest.mark.parametrize(("address", "lines"), [(LOOPBACK, 1), ("192.168.8.2", 0)])
def test_who_has_a_network_or_none_reads_no_address_that_is_not_there(monkeypatch, address, lines):
    found = said(address, monkeypatch)
    assert len(found) == lines
    assert not any("--address" in line for line in found)
