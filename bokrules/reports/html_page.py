"""A report as one HTML file: no script, no font, no address that a browser would fetch."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bokrules.base.messages import Language
from bokrules.reports.blocks import Block
from bokrules.reports.blocks_html import block_html

STYLE = """
:root { color-scheme: light dark; --line: #8886; --no: #b3261e; --absent: #5f5b00; --yes: #00694a;
  --open: #4a4e69; }
@media (prefers-color-scheme: dark) { :root { --no: #ff9c94; --absent: #e6dc6e; --yes: #6fdcb4;
  --open: #c0c6ee; } }
body { font: 16px/1.5 system-ui, "Liberation Sans", Arial, sans-serif; margin: 2rem auto;
  max-width: 62rem; padding: 0 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.0625rem; margin: 1.5rem 0 .25rem; }
h4 { font-size: 1rem; margin: 0 0 .5rem; font-weight: 600; }
nav { border-left: 4px solid var(--line); padding-left: 1rem; margin: 1.5rem 0; }
nav p { margin: 0; font-weight: 600; } nav ol { margin: .25rem 0; }
.points > li { margin: .5rem 0; } .points p { margin: 0; font-weight: 600; }
.points ul { font-size: .9375rem; }
.summary { list-style: none; padding: 0; }
.summary > li { border-left: 4px solid var(--line); padding: .25rem 0 .25rem .75rem;
  margin: .5rem 0; }
.summary p { margin: 0; } .summary > li > p + p, .summary > li > div { font-size: .9375rem; }
.summary .no { border-color: var(--no); } .summary .yes { border-color: var(--yes); }
.summary .absent { border-color: var(--absent); border-left-style: double; }
.summary .open { border-color: var(--open); border-left-style: dotted; }
article { border: 1px solid var(--line); border-radius: 4px; padding: .75rem 1rem;
  margin: .75rem 0; break-inside: avoid; }
article dl, .legend { margin: .5rem 0; } article dl > div, .legend > div { margin: .25rem 0; }
dt { font-weight: 600; } article dt, article dd { display: inline; margin: 0; }
article dt::after { content: ": "; } .legend dd { margin: 0 0 .5rem; }
.badge { border: 1px solid currentColor; border-radius: 4px; padding: 0 .375rem;
  font-weight: 600; display: inline-block; }
.badge.no { color: var(--no); border-width: 2px; } .badge.yes { color: var(--yes); }
.badge.absent { color: var(--absent); border-style: double; border-width: 3px; }
.badge.open { color: var(--open); border-style: dashed; }
td .badge { margin: .125rem 0; }
.turn { font-weight: 400; }
.example { font-size: .9375rem; font-style: italic; margin: .5rem 0; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; font-size: .9375rem; }
.sides p { margin: 0; } .sides ul { margin: .25rem 0; padding-left: 1.25rem; }
cite { display: block; font-style: normal; font-size: .875rem; }
details { margin: .5rem 0; } summary { cursor: pointer; font-weight: 600; }
.in { border-left: 2px solid var(--line); padding-left: 1rem; }
.in > .wide:first-child caption { position: absolute; height: 1px; width: 1px; overflow: hidden;
  clip-path: inset(50%); }
.more { display: inline; margin: 0; } .more summary { display: inline; font-weight: 400;
  text-decoration: underline; } td ul, th ul { margin: 0; padding-left: 1rem; }
figure { margin: 1.5rem 0; background: #fff; color: #222; border: 1px solid #8884;
  border-radius: 4px; padding: .75rem; overflow-x: auto; }
figure svg { max-width: 100%; height: auto; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { padding: .2rem .75rem .2rem 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid #8884; }
tbody th { font-weight: 400; }
.n { text-align: right; white-space: nowrap; }
@media (max-width: 600px) { .sides { grid-template-columns: 1fr; } body { margin: 1rem auto; }
  figure svg { max-width: none; min-width: 40rem; }
  table, caption, tbody, tbody tr, tbody th, tbody td { display: block; }
  caption { white-space: normal; }
  thead { position: absolute; height: 1px; width: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { border: 1px solid var(--line); border-radius: 4px; padding: .25rem .5rem;
    margin: .5rem 0; }
  tbody th, tbody td { padding: .2rem 0; border: 0; min-width: 0; }
  tbody th { font-weight: 600; }
  tbody td { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: .5rem; }
  tbody td::before { content: attr(data-label); font-weight: 600; }
  .n { text-align: left; white-space: normal; } .in { padding-left: .5rem; } }
@media print { body { margin: 0; max-width: none; font-size: 11pt; }
  details::details-content { content-visibility: visible; height: auto; }
  h2, h3, summary { break-after: avoid; } a { color: inherit; }
  figure, tr { break-inside: avoid; } figure { border: 0; padding: 0; } thead { display:
  table-header-group; } }
"""


def html_page(title: str, blocks: Sequence[Block], language: Language) -> str:
    """The page. All text is escaped; the same blocks give the same page."""
    body = "\n".join(block_html(each) for each in blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
