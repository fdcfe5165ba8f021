// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.page;

/**
 * How all pages look: in light and dark, as the reader's system is, on screens from 320 pixels on.
 *
 * @since 0.1.0
 */
public final class PageStyle {
    /** What is wider than the screen is pushed sideways by itself. Faults differ from the rest by form too. */
    public static final String SHEET = """
            :root { color-scheme: light dark; --ink: #1d2733; --faint: #55626f; --paper: #ffffff; --card: #f4f6f8; --bad: #b34700; --warn: #7a5c00; --good: #00694a; --rule: #d3dae1; --line: #0060a8; --soft: #a9c4de; --busy: #fbeede; --up: #8c3f8a; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6eaee; --faint: #a9b4be; --paper: #14181d; --card: #1f262d; --bad: #ff9a4d; --warn: #e0bd52; --good: #4cc99a; --rule: #3a444e; --line: #6db5f0; --soft: #35587a; --busy: #33291d; --up: #dc9bda; } }
            * { box-sizing: border-box; }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 1.5em auto 3em; max-width: 1060px; padding: 0 1em; overflow-wrap: anywhere; }
            h1 { font-size: 1em; font-weight: 600; color: var(--faint); margin: 0; }
            h2 { font-size: 1.1em; line-height: 1.35; margin: 0; } body > h2 { margin: 1.8em 0 .4em; }
            h3 { font-size: .8em; letter-spacing: .04em; text-transform: uppercase; color: var(--faint); margin: .9em 0 .1em; }
            p { margin: .2em 0; } ul { margin: .2em 0; padding-left: 1.2em; } .facts, .note { color: var(--faint); font-size: .9em; }
            .verdict { font-size: 1.5em; line-height: 1.3; margin: .4em 0 .5em; font-weight: 600; padding-left: .6em; border-left: 6px solid var(--bad); }
            .healthy { border-color: var(--good); } .plain { border-color: var(--rule); }
            .failure { border-left: 6px solid var(--bad); padding: .3em 1em; margin: .5em 0 1em; background: var(--card); }
            dl { display: flex; flex-wrap: wrap; gap: .2em 2em; margin: 0 0 1.5em; font-size: .9em; } dl div { display: flex; gap: .5em; min-width: 0; }
            dt { color: var(--faint); white-space: nowrap; } dd { margin: 0; min-width: 0; }
            section { padding: .8em 1.1em; margin: 0 0 1em; background: var(--card); border-radius: 6px; }
            .cards { display: flex; flex-wrap: wrap; gap: .7em; margin: 0 0 1em; }
            .card { flex: 1 1 9em; background: var(--card); border-radius: 6px; padding: .6em .9em; min-width: 0; }
            .card b { display: block; font-size: 1.5em; line-height: 1.25; } .card span { color: var(--faint); font-size: .9em; }
            .good b { color: var(--good); } .middling b { color: var(--warn); } .bad b { color: var(--bad); }
            table { border-collapse: collapse; min-width: 100%; font-size: .9em; overflow-wrap: normal; } th, td { text-align: right; padding: .3em .6em; border-bottom: 1px solid var(--rule); white-space: nowrap; font-variant-numeric: tabular-nums; }
            th:first-child, td:first-child { text-align: left; } th { font-weight: 600; }
            tr.phase td { font-weight: 600; background: var(--card); } tr.part td:first-child { padding-left: 1.8em; }
            .wide { overflow-x: auto; } .wide:focus-visible, summary:focus-visible, a:focus-visible, button:focus-visible { outline: 3px solid var(--line); outline-offset: 2px; }
            details { margin: .4em 0; } details details { margin-left: 1em; } body > details { margin-top: 1.8em; } summary { cursor: pointer; }
            pre { font-size: 12px; overflow-x: auto; overflow-wrap: normal; background: var(--card); padding: 1em; border-radius: 6px; }
            .key i { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 1em; border-radius: 2px; vertical-align: -1px; background: var(--line); } .key i:first-child { margin-left: 0; }
            .key .lost { background: var(--bad); width: .25em; } .key .soft { background: var(--soft); } .key .down { background: var(--good); } .key .up { background: var(--up); } .key .outage { background: var(--busy); outline: 1px solid var(--rule); } .key .other { background: none; border: 2px solid var(--line); border-radius: 50%; } .key .change { background: var(--warn); width: .25em; }
            svg { display: block; } svg:not([width]) { width: 100%; height: auto; } svg.plot { overflow: visible; }
            .plot text { font: 12px system-ui, sans-serif; fill: var(--faint); stroke: var(--paper); stroke-width: 3px; paint-order: stroke; } .plot .middle { text-anchor: middle; } .plot .end { text-anchor: end; } .plot .strong { fill: var(--ink); font-weight: 600; }
            .plot .grid { stroke: var(--rule); stroke-width: 1; } .plot .dot { fill: var(--line); } .plot .trail { stroke: var(--line); stroke-width: 1.5; } .plot .other { fill: var(--paper); stroke: var(--line); stroke-width: 1.5; }
            .plot .range { fill: var(--soft); } .plot .mark { fill: var(--line); } .plot .bar { fill: var(--soft); stroke: var(--line); stroke-width: .5; } .plot .outage { fill: var(--busy); }
            .plot .lost { stroke: var(--bad); stroke-width: 2; } .plot .change { stroke: var(--warn); stroke-width: 2; stroke-dasharray: 4 3; } .plot .figure { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 3 3; }
            .hops { list-style: none; margin: 0; padding: 0; } .hops li { display: grid; grid-template-columns: 2.2em minmax(0, 21em) minmax(0, 1fr); gap: 0 .8em; align-items: center; padding: .45em 0; border-bottom: 1px solid var(--rule); }
            .hops .ttl { color: var(--faint); text-align: right; font-variant-numeric: tabular-nums; } .hops b { font-weight: 600; } .hops .detail { display: block; color: var(--faint); font-size: .85em; line-height: 1.35; } .hops .loss { color: var(--bad); font-weight: 600; }
            @media (max-width: 699px) { .hops li { grid-template-columns: 1.8em minmax(0, 1fr); } .hops .drawing { grid-column: 2; } .verdict { font-size: 1.25em; } body { margin-top: 1em; padding: 0 .8em; } }
            @media print { body { max-width: none; } .wide { overflow: visible; } }
            """;

    private PageStyle() {}
}
