// How the simulator's pages look: TikTok's side, plain and calm, light and dark, down to a phone. Refuses a framework.

export const STYLE = `
:root {
  color-scheme: light dark;
  --desk: light-dark(oklch(0.967 0.004 250), oklch(0.175 0.006 260));
  --paper: light-dark(oklch(0.998 0.001 250), oklch(0.215 0.008 260));
  --sunk: light-dark(oklch(0.955 0.005 250), oklch(0.26 0.009 260));
  --ink: light-dark(oklch(0.24 0.014 260), oklch(0.935 0.005 250));
  --ink-2: light-dark(oklch(0.43 0.014 260), oklch(0.76 0.01 250));
  --line: light-dark(oklch(0.905 0.006 250), oklch(0.31 0.01 260));
  --edge: light-dark(oklch(0.64 0.012 255), oklch(0.55 0.012 255));
  --accent: light-dark(oklch(0.48 0.11 195), oklch(0.80 0.09 195));
  --accent-fill: light-dark(oklch(0.44 0.09 197), oklch(0.50 0.09 197));
  --bad: light-dark(oklch(0.52 0.18 20), oklch(0.76 0.13 20));
  --bad-tint: light-dark(oklch(0.965 0.017 20), oklch(0.275 0.04 20));
  --good: light-dark(oklch(0.47 0.10 156), oklch(0.79 0.10 156));
  --good-tint: light-dark(oklch(0.965 0.022 156), oklch(0.27 0.03 158));
  --theirs: light-dark(oklch(0.962 0.005 250), oklch(0.275 0.01 260));
  --ours: light-dark(oklch(0.95 0.028 195), oklch(0.31 0.04 200));
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--desk); color: var(--ink); font: 400 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Thai", "Noto Sans CJK SC", sans-serif; font-variant-numeric: tabular-nums; -webkit-text-size-adjust: 100%; }
h1 { font-size: 22px; line-height: 28px; margin: 0; } h2 { font-size: 16px; line-height: 24px; margin: 0; } h3 { font-size: 14px; margin: 0; }
p { margin: 0; } ul { margin: 0; padding-inline-start: 20px; } a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
code, .id { font-family: var(--mono); font-size: 12.5px; overflow-wrap: anywhere; }
.top { background: var(--paper); border-bottom: 1px solid var(--line); padding: 0 24px; display: flex; flex-wrap: wrap; align-items: center; gap: 0 24px; }
.top strong { padding: 14px 0; white-space: nowrap; } .top strong small { font-weight: 400; color: var(--ink-2); margin-inline-start: 8px; }
.top nav { display: flex; gap: 4px; overflow-x: auto; margin-inline-start: auto; max-width: 100%; }
.top nav a { padding: 14px 10px 11px; color: var(--ink-2); text-decoration: none; white-space: nowrap; border-bottom: 3px solid transparent; }
.top nav a[aria-current] { color: var(--ink); border-color: var(--accent); font-weight: 600; }
main { max-width: 1240px; margin: 0 auto; padding: 24px; display: grid; gap: 24px; grid-template-columns: minmax(0, 1fr); }
.head { display: flex; flex-wrap: wrap; gap: 12px 16px; align-items: center; justify-content: space-between; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 20px; display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
.two { display: grid; gap: 24px; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr); align-items: start; }
.keep { white-space: nowrap; overflow-wrap: normal; }
.dim { color: var(--ink-2); } .small { font-size: 12.5px; line-height: 18px; }
table { width: 100%; border-collapse: collapse; } th { text-align: start; font-weight: 500; font-size: 12.5px; color: var(--ink-2); }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top; } tr:last-child > td { border-bottom: 0; }
.num { text-align: end; }
.word { font-family: var(--mono); font-size: 12px; background: var(--sunk); border-radius: 4px; padding: 2px 6px; white-space: nowrap; }
.word.good { color: var(--good); background: var(--good-tint); } .word.bad { color: var(--bad); background: var(--bad-tint); }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; } .row.end { justify-content: flex-end; } .row > form { display: contents; }
button, .button { font: 500 13px/20px inherit; font-family: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 6px; padding: 5px 12px; cursor: pointer; text-decoration: none; display: inline-block; }
button:hover, .button:hover { background: var(--sunk); } .primary { background: var(--accent-fill); border-color: var(--accent-fill); color: #fff; } .primary:hover { background: color-mix(in oklch, var(--accent-fill) 88%, black); }
.danger { color: var(--bad); }
label { display: grid; gap: 4px; font-size: 12.5px; color: var(--ink-2); } label.check { display: flex; align-items: center; gap: 8px; color: var(--ink); font-size: 14px; }
input, select, textarea { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: 6px; padding: 6px 10px; min-width: 0; max-width: 100%; } textarea { min-height: 64px; resize: vertical; }
input, select, button, .button { min-height: 34px; } td, dd { overflow-wrap: anywhere; }
input[type=number] { width: 96px; } input[type=radio], input[type=checkbox] { accent-color: var(--accent-fill); width: 18px; height: 18px; margin: 0; flex: none; }
.fields { display: flex; flex-wrap: wrap; gap: 12px 16px; align-items: end; } .grow { flex: 1 1 220px; } form.stack, .stack { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 10px; min-width: 0; } legend { padding: 0; font-weight: 600; margin-bottom: 8px; }
.note { border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; background: var(--good-tint); color: var(--good); } .note.bad { background: var(--bad-tint); color: var(--bad); }
dl { margin: 0; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 16px; } dt { color: var(--ink-2); } dd { margin: 0; overflow-wrap: anywhere; }
.talk { display: grid; gap: 10px; list-style: none; margin: 0; padding: 0; } .talk li { max-width: min(560px, 88%); padding: 8px 12px; border-radius: 12px; background: var(--theirs); justify-self: start; overflow-wrap: anywhere; white-space: pre-wrap; } .talk li.ours { background: var(--ours); justify-self: end; } .talk li.system { justify-self: center; background: transparent; color: var(--ink-2); font-size: 12.5px; text-align: center; } .talk .who { display: block; font-size: 12px; color: var(--ink-2); white-space: normal; } .talk-card { display: flex; gap: 10px; align-items: center; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); padding: 8px 10px; margin-top: 4px; white-space: normal; } .talk .talk-card img { width: 48px; margin: 0; } .talk img { display: block; max-width: 220px; height: auto; border-radius: 8px; margin-top: 4px; }
.plain { max-width: 560px; padding-block: 40px; } .steps { display: flex; gap: 8px 20px; flex-wrap: wrap; list-style: none; margin: 0; padding: 0; color: var(--ink-2); font-size: 12.5px; } .steps [aria-current] { color: var(--ink); font-weight: 600; }
.choice { border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; } .choice:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); } .choice > span { display: grid; }
.scroll { overflow-x: auto; } .hide { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
details > summary { cursor: pointer; } pre { margin: 8px 0 0; font: 12px/18px var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 760px) {
  main { padding: 16px; gap: 16px; } .top { padding: 0 16px; } .top strong { padding: 12px 0 4px; } .top nav { margin-inline: -16px; padding-inline: 8px; } .card { padding: 16px; border-radius: 8px; } .two { grid-template-columns: minmax(0, 1fr); gap: 16px; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: 8px; } dd .word, td .word { white-space: normal; }
  button, .button { padding: 11px 16px; } input, select, textarea { font-size: 16px; padding: 9px 10px; }
  table.rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } table.rows, table.rows tbody, table.rows tr, table.rows td { display: block; } table.rows tr { padding: 12px 0; border-bottom: 1px solid var(--line); } table.rows tr:last-child { border-bottom: 0; } table.rows td { border: 0; padding: 3px 0; text-align: start; display: flex; gap: 12px; } table.rows td[data-label]::before { content: attr(data-label); color: var(--ink-2); flex: 0 0 104px; font-size: 12.5px; } table.rows td > * { min-width: 0; }
  .plain { padding-block: 20px; }
}
@media (prefers-reduced-motion: no-preference) { button, .button { transition: background 120ms; } }
`;
