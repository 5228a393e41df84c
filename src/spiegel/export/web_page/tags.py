"""Elements of the page: typed words can become neither markup nor an address."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from spiegel.domain.patterns import pattern
from spiegel.domain.privacy.numbers import on_one_line
from spiegel.domain.report.parts import Chart, Link
from spiegel.domain.report.wording import shortened
from spiegel.domain.session.words import clean

_BAR: Final = 46
"""Pixels from one bar of a chart to the next: a line of words and the bar under it."""
_LONGEST: Final = 84
"""Percent of the width that the longest bar takes, so that its number stands behind it."""
_NAME: Final = 36
"""So many letters of a name stand above its bar, at 320 pixels; the table has it whole."""
_LONG: Final = pattern(r"[^\s<>\"]{30}")
"""A word that would push a table off the page may break anywhere."""
_COMMON: Final = bytes({*range(32, 127)}.difference(b'&<>"'))
"""The signs that stand as they are in ASCII: few of a text are others."""
_DEFS: Final = (
    '<pattern id="{key}-stripes" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="3" height="6" fill="currentColor"/></pattern>'
    '<pattern id="{key}-dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle cx="3" cy="3" r="1.6" fill="currentColor"/></pattern>'
)


def words(text: str) -> str:
    """Typed words on one line or more, as what they are; fit for an attribute too."""
    text = on_one_line(text)
    return text if _are_plain(text) else _escaped(text)


def all_plain(said: Sequence[str]) -> bool:
    """Whether all of these stand as they are: of thousands, what is asked of each takes longest."""
    called = " | ".join([each for each in said if "0" in each])
    rare = "".join(said).encode(errors="surrogatepass").translate(None, _COMMON)
    return _are_plain(rare.decode(errors="surrogatepass")) and on_one_line(called) == called


def _are_plain(text: str) -> bool:
    """Whether typed words, of which no line is broken in a telephone number, stand as they are."""
    plain = "&" not in text and "<" not in text and ">" not in text and '"' not in text
    # a space that holds words together is no sign that is printed, and stands in many a link
    return plain and (text.isprintable() or text.replace("\u00a0", " ").isprintable())


def _escaped(text: str) -> str:
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\n", "<br>")


def flat(text: str) -> str:
    """Words for one line: a heading, a title, an attribute."""
    return words(" ".join(text.split()))


def link(target: Link, *, plain: bool = False) -> str:
    """A link within the page; who hears it alone hears what it leads to.

    plain: its words stand as they are.
    """
    said, title = target.words, target.title
    if not plain:
        said, title = words(said), words(title)
    named = f' aria-label="{title}"' if title else ""
    return f'<a href="#{target.anchor}"{named}>{said}</a>'


def links(targets: Sequence[Link]) -> str:
    """Links one after another."""
    plain = all_plain([f"{each.words} | {each.title}" for each in targets])
    return ", ".join([link(each, plain=plain) for each in targets])


def picture(address: str, alt: str) -> str:
    """A picture that is in the page itself; alt: what it shows, for who cannot see it."""
    return f'<img src="{address}" alt="{flat(alt)}">'


def heading(level: int, said: str, anchor: str = "", aside: str = "", whose: str = "") -> str:
    """A heading; aside: what stands behind it in lighter letters. whose: for who hears a list of
    headings, and not seen."""
    place = f' id="{anchor}"' if anchor else ""
    behind = f' <span class="aside">·\u00a0{flat(aside)}</span>' if aside else ""
    of = f'<span class="unseen"> ({flat(whose)})</span>' if whose else ""
    return f"<h{level}{place}>{flat(said)}{behind}{of}</h{level}>"


def paragraph(inside: str, style: str = "") -> str:
    """A paragraph of what is escaped already; nothing when there are no words."""
    if not inside:
        return ""
    return f'<p class="{style}">{inside}</p>' if style else f'<p dir="auto">{inside}</p>'


def bullets(inside: Iterable[str], style: str = "") -> str:
    """A list of what is escaped already; a style without dots would be no list to some readers."""
    look = f' class="{style}" role="list"' if style else ""
    items = "".join(f'<li dir="auto">{each}</li>' for each in inside)
    return f"<ul{look}>{items}</ul>" if items else ""


def table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], caption: str, *, seen: bool = False
) -> Iterator[str]:
    """A table of cells that are escaped already; the first of each row names the row.

    caption: what is in it; not seen where a heading just above says the same. On a narrow screen
    each row is a block in which the cells have the names of their columns: the roles keep it a
    table for who hears it.
    """
    heads = [flat(column) for column in columns]
    yield '<table role="table">'
    look = "" if seen else ' class="unseen"'
    yield f"<caption{look}>{flat(caption)}</caption>"
    yield '<thead role="rowgroup"><tr role="row">'
    for head in heads:
        # a column without a name still has a head
        yield f'<th scope="col" role="columnheader">{head or "<span>–</span>"}</th>'
    yield '</tr></thead><tbody role="rowgroup">'
    named = [f' data-head="{head}"' if head else "" for head in heads]
    for row in rows:
        first, *rest = row
        cells = "".join(
            f'<td role="cell" dir="auto"{name}{_breaking(cell)}>{cell}</td>'
            for name, cell in zip(named[1:], rest, strict=True)
        )
        head = f'<th scope="row" role="rowheader" dir="auto"{_breaking(first)}>{first}</th>'
        yield f'<tr role="row">{head}{cells}</tr>'
    yield "</tbody></table>"


def _breaking(cell: str) -> str:
    return ' class="long"' if _LONG.search(cell) else ""


def figure(chart: Chart, key: str) -> str:
    """Bars under their names, as a drawing without a script that grows with the letters.

    key: tells the ids of this drawing from those of others. Kinds of bars differ in pattern, and
    the number stands behind each bar.
    """
    top = max((bar.number for bar in chart.bars), default=0) or 1
    drawn = []
    for place, bar in enumerate(chart.bars):
        across = f"{_LONGEST * bar.number / top:.1f}%"
        fill = "currentColor" if bar.pattern == "solid" else f"url(#{key}-{bar.pattern})"
        high = place * _BAR
        drawn.append(
            f'<text x="0" y="{high + 16}">{flat(shortened(bar.name, _NAME))}</text>'
            f'<rect x="0" y="{high + 22}" width="{across}" height="16" fill="{fill}" '
            'stroke="currentColor"/>'
            f'<text x="{across}" y="{high + 35}" dx="6">{flat(bar.said)}</text>'
        )
    return (
        f'<figure><svg role="img" aria-labelledby="{key}-title {key}-desc" '
        f'height="{len(chart.bars) * _BAR}"><title id="{key}-title">{flat(chart.title)}</title>'
        f'<desc id="{key}-desc">{flat(chart.alt)}</desc>'
        f"<defs>{_DEFS.format(key=key)}</defs>{''.join(drawn)}</svg></figure>"
    )
