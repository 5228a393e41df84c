"""How the page looks: light or dark as the reader set it, on a phone, a large screen and paper.

Of words on what is behind them the contrast is 7:1 or more, of edges 3:1 (WCAG 2.2, 1.4.6 and
1.4.11).
"""

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --ink: #1d2733; --paper: #ffffff; --soft: #f2f5f6;
  --line: #7b8791; --cool: #0b4f55; --quiet: #47525c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eef1f3; --paper: #14191d; --soft: #1f272c; --line: #8b97a0; --cool: #8fd3d9;
    --quiet: #c3ccd3; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1rem; max-width: 48rem; background: var(--paper);
  color: var(--ink); font: 1.0625rem/1.6 Arial, "Liberation Sans", Helvetica, sans-serif;
  overflow-wrap: break-word; }
a { color: var(--cool); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--cool); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; display: inline-block; padding: .5rem; }
h1, h2, h3, h4, h5 { line-height: 1.25; margin: 2rem 0 .5rem; color: var(--cool);
  break-after: avoid; }
h1 { font-size: 1.9rem; margin: .25rem 0 .5rem; }
h2 { font-size: 1.5rem; border-top: 2px solid var(--cool); padding-top: 1rem; margin-top: 3rem; }
h3 { font-size: 1.25rem; }
h4, h5 { font-size: 1.0625rem; color: var(--ink); }
.aside { color: var(--quiet); font-weight: normal; font-size: .95em; }
p, ul, figure, blockquote { margin: .5rem 0; }
.kind, .facts, .mark, .note { color: var(--quiet); }
.kind { margin: 0; font-weight: bold; }
.notice { border: 2px solid var(--cool); padding: .5rem .75rem; font-weight: bold; }
.said, .contents { list-style: none; padding: 0; }
.contents ul { list-style: none; padding-left: 1.25rem; margin: 0; }
.contents a, .themes a { display: inline-block; padding: .2rem 0; }
.said > li { margin: 1rem 0; padding-left: 3.25rem; position: relative; break-inside: avoid; }
.said .number { position: absolute; left: 0; font-weight: bold; color: var(--cool); }
.said p { margin: 0; }
blockquote { margin: 0; padding-left: .75rem; border-left: 3px solid var(--cool); }
.summed { padding-left: .9375rem; }
.said .mark, .said .actions, .said .remark { padding-left: .9375rem; }
:target { background: var(--soft); outline: 2px solid var(--cool); }
table { border-collapse: collapse; width: 100%; margin: .75rem 0 1.5rem; }
caption { text-align: left; font-weight: bold; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem;
  border: 1px solid var(--line); hyphens: auto; }
.long { overflow-wrap: anywhere; }
thead th { background: var(--soft); }
td p, td ul { margin: 0 0 .35rem; }
td p:last-child { margin-bottom: 0; }
tr, figure { break-inside: avoid; }
thead, h2 + .note { break-after: avoid; }
.open { font-weight: bold; font-style: italic; }
.action { margin: 1.25rem 0; padding-left: .75rem; border-left: 3px solid var(--cool);
  break-inside: avoid; }
.action h4 { margin-top: 0; }
.front td:nth-child(4) { min-width: 9rem; }
.action p { margin: .25rem 0; }
svg { display: block; width: 100%; color: var(--cool); }
svg text { fill: var(--ink); font-size: .9rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
@media (max-width: 40rem) {
  table, caption, tbody, tr, td, tbody th { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { border: 1px solid var(--line); margin-bottom: .75rem; }
  th, td { border: 0; padding: .3rem .6rem; }
  tbody th { background: var(--soft); }
  td[data-head]::before { content: attr(data-head) ": "; color: var(--quiet); }
  td[data-head]::before { content: attr(data-head) ": " / ""; }
  .said > li { padding-left: 0; }
  .said .number { position: static; }
}
@media print {
  :root { --ink: #000000; --paper: #ffffff; --soft: #f2f5f6; --line: #7b8791; --cool: #0b4f55;
    --quiet: #333333; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  .skip, .contents { display: none; }
  .front { break-after: page; }
  h2 { margin-top: 1.5rem; }
  @page { margin: 20mm; }
}
""".strip()
