/** The dialog: head and foot stay, the list between them scrolls. */
export const DIALOG_RULES = `
dialog {
  color: var(--fc-text); background: var(--fc-surface); border: 1px solid var(--fc-border); border-radius: 10px; padding: 0; margin: auto;
  width: var(--forecheck-width, 800px); max-width: calc(100vw - 2em); max-height: calc(100vh - 2em);
  box-shadow: 0 18px 60px rgba(15, 25, 40, 0.35); outline: 0; overflow: hidden;
  /* Old dialogs are put at their static place: their page may be scrolled anywhere. */
  position: fixed; top: 0; right: 0; bottom: 0; left: 0; height: -moz-fit-content; height: fit-content;
}
dialog:not([open]) { display: none; }
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: rgba(20, 28, 40, 0.5); }
.head { display: flex; align-items: center; padding: 0.9em 1.2em 0.8em; border-bottom: 1px solid var(--fc-border); flex: none; flex-wrap: wrap; }
.head > * { margin-right: 0.9em; }
.head > :last-child, .head > .button { margin-right: 0; }
.mark { font-size: 1.9em; line-height: 1; }
.mark-critical { color: var(--fc-critical); }
.mark-warning { color: var(--fc-warning); }
.mark-info { color: var(--fc-info); }
.mark-done { color: var(--fc-done); }
.titles { flex: 1 1 14em; }
h2 { font-size: 1.267em; }
.amount { font-weight: 600; }
.body { overflow-y: auto; padding: 0.9em 1.2em 1.1em; flex: 1 1 auto; min-height: 0; -webkit-overflow-scrolling: touch; }
.group + .group, .quiet { margin-top: 1.1em; }
.group h3 { display: flex; flex-wrap: wrap; align-items: baseline; font-size: 1.067em; }
.group h3 > * { margin-right: 0.7em; }
.group h3 .muted, .group h3 .count { font-weight: 400; }
.group h3 .count { border: 1px solid var(--fc-border); border-radius: 1em; padding: 0 0.6em; }
.foot {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; padding: 0.65em 0.95em 0.65em 1.2em;
  border-top: 1px solid var(--fc-border); background: var(--fc-raised); flex: none;
}
.foot > p { flex: 1 1 10em; }
.foot > .button { margin: 0.25em; }
`;
