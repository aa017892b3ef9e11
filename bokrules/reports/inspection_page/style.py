"""The looks of the page, after those that all pages share."""

OWN_STYLE = """
[hidden] { display: none !important; }
main { max-width: 74rem; } body { max-width: 74rem; }
#filters { border: 1px solid var(--line); border-radius: 4px; padding: .5rem .75rem;
  margin: 1rem 0; display: grid; gap: .5rem .75rem; align-items: end;
  grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); background: Canvas; }
#filters label { display: block; font-size: .8125rem; min-width: 0; }
#filters select, #filters input, #filters button { display: block; width: 100%; font: inherit;
  font-size: .9375rem; min-height: 2.25rem; box-sizing: border-box; }
.status { font-weight: 600; margin: .5rem 0; }
.counts { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .375rem 1.25rem;
  font-size: .875rem; }
.pager { display: flex; gap: .75rem; align-items: center; margin: .75rem 0; }
.pager button { font: inherit; font-size: .9375rem; min-height: 2.25rem; padding: 0 .75rem; }
.finding { content-visibility: auto; contain-intrinsic-size: auto 24rem; }
.finding h3 { margin: 0 0 .5rem; } .finding .badge { margin-right: .5rem; }
.finding .fill { font-style: italic; color: var(--absent); }
.rows { width: 100%; table-layout: fixed; } .rows td, .rows th { overflow-wrap: anywhere; }
.rows thead th:nth-child(1) { width: 15%; } .rows thead th:nth-child(2) { width: 33%; }
.rows thead th:nth-child(3) { width: 13%; }
.rows tbody th { font-weight: 600; } .rows p { margin: .125rem 0; }
.rows small { display: block; font-weight: 400; font-size: .8125rem; opacity: .85; }
.rows tr:target, .finding:target { outline: 3px solid #0072b2; outline-offset: -1px; }
@media (min-width: 900px) { #filters { position: sticky; top: 0; z-index: 1; }
  .finding, .rows tr, .status { scroll-margin-top: 7rem; } }
@media (max-width: 600px) { .rows tbody td { display: block; } .rows tbody td::before {
  content: none; } .rows .n { font-weight: 600; } figure svg { min-width: 34rem; } }
th.n { white-space: normal; }
@media print { .wide { overflow: visible; } .wide table { font-size: 7pt; }
  .wide th, .wide td { padding-right: .4rem; } .rows small { font-size: 1em; }
  #filters, .pager { display: none !important; }
  .finding { content-visibility: visible; } .wide .rows { font-size: 8pt; } }
"""
