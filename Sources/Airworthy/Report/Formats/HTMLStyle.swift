/// The page's style. Colours meet WCAG 2.2 AA in both schemes; no status is told by colour alone.
enum HTMLStyle {
    static let sheet = """
        :root {
          --bg: #fff; --fg: #1b1f24; --dim: #57606a; --line: #d0d7de; --card: #f6f8fa;
          --bad: #b3131d; --unsure: #8a3ffc; --warn: #8a5a00; --good: #116329;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --bg: #0d1117; --fg: #e6edf3; --dim: #9aa4af; --line: #30363d; --card: #161b22;
            --bad: #ff8a80; --unsure: #c9a6ff; --warn: #e3b341; --good: #7ee2a0;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0 auto; max-width: 76rem; padding: 1.25rem; background: var(--bg); color: var(--fg);
          font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
          overflow-wrap: anywhere;
        }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { position: static; }
        a { color: inherit; }
        :focus-visible { outline: 3px solid var(--unsure); outline-offset: 2px; }
        h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; }
        h2 { margin: 2rem 0 .75rem; font-size: 1.25rem; }
        h3 { margin: 0 0 .25rem; font-size: 1rem; }
        p { margin: .25rem 0; }
        code { font: .875em/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }
        header { border-left: .5rem solid var(--edge); padding: .25rem 0 .25rem 1rem; }
        .verdict { margin: 0; color: var(--edge); font-size: 1.25rem; font-weight: 700; text-transform: uppercase; }
        .counts { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: .75rem 0 0; padding: 0; }
        .counts b { color: var(--edge); font-size: 1.25rem; }
        .failed { --edge: var(--bad); }
        .undetermined { --edge: var(--unsure); }
        .warned, .waived { --edge: var(--warn); }
        .passed { --edge: var(--good); }
        .notApplicable, .mark { --edge: var(--dim); }
        article {
          border: 1px solid var(--line); border-left: .25rem solid var(--edge); border-radius: .375rem;
          margin: .75rem 0; padding: .75rem 1rem; background: var(--card); break-inside: avoid;
        }
        .finding { margin-top: .5rem; padding-top: .5rem; border-top: 1px solid var(--line); }
        .place, .owner, .notes { color: var(--dim); font-size: .875rem; }
        .notes { margin: .25rem 0; padding-left: 1.25rem; }
        .badge {
          display: inline-block; padding: 0 .5rem; border: 1px solid var(--edge); border-radius: 1rem;
          color: var(--edge); font-size: .8125rem; font-weight: 600; white-space: nowrap;
        }
        table { width: 100%; border-collapse: collapse; }
        th, td { padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        tbody th { font-weight: 600; }
        thead th { color: var(--dim); font-size: .8125rem; }
        .time { color: var(--dim); white-space: nowrap; }
        summary { cursor: pointer; white-space: nowrap; }
        details ul { margin: .25rem 0; padding-left: 1.25rem; font-size: .875rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; font-size: .875rem; }
        dt { color: var(--dim); }
        dd { margin: 0; font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }
        footer { margin-top: 2rem; color: var(--dim); font-size: .875rem; }
        @media (max-width: 40rem) {
          body { padding: .75rem; }
          thead { position: absolute; left: -99rem; }
          table, tbody, td, tbody th { display: block; }
          tbody tr {
            display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; padding: .5rem 0;
            border-bottom: 1px solid var(--line);
          }
          th, td { border: 0; padding: .125rem 0; }
          td:nth-child(3) { grid-column: 1 / -1; }
          td:empty { display: none; }
          dl { grid-template-columns: 1fr; gap: 0; }
          dd { margin-bottom: .5rem; }
        }
        @media print {
          :root {
            --bg: #fff; --fg: #000; --dim: #444; --line: #999; --card: #fff;
            --bad: #900; --unsure: #519; --warn: #640; --good: #041;
          }
          body { max-width: none; padding: 0; font-size: 10pt; }
          .skip { display: none; }
          tr, article { break-inside: avoid; }
          thead { display: table-header-group; }
        }
        """
}
