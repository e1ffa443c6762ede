/** One alert: figures, answer, basis, form. */
export const ROW_RULES = `
.chip {
  display: inline-flex; align-items: center; font-size: 0.867em; font-weight: 600; line-height: 1.5; padding: 0.06em 0.55em;
  border: 1px solid currentColor; border-radius: 1em; flex: none;
}
.chip .icon { margin-right: 0.35em; }
.chip-critical { color: var(--fc-critical); background: var(--fc-critical-wash); }
.chip-warning { color: var(--fc-warning); background: var(--fc-warning-wash); }
.chip-info { color: var(--fc-info); background: var(--fc-info-wash); }

.row {
  position: relative; border: 1px solid var(--fc-border); border-left-width: 4px; border-radius: var(--forecheck-radius, 6px);
  background: var(--fc-surface); padding: 0.75em 0.95em 0.85em; margin-top: 0.6em; outline: 0;
}
.row-critical { border-left-color: var(--fc-critical); }
.row-warning { border-left-color: var(--fc-warning); }
.row-info { border-left-color: var(--fc-info); }
.is-current { box-shadow: 0 0 0 1px var(--fc-accent); border-top-color: var(--fc-accent); border-right-color: var(--fc-accent); border-bottom-color: var(--fc-accent); }
.row:focus { outline: 3px solid var(--fc-focus); outline-offset: 1px; }
.is-done { background: var(--fc-raised); border-left-color: var(--fc-done); }
.row-head { display: flex; flex-wrap: wrap; align-items: center; }
.row-head > * { margin: 0 0.6em 0.1em 0; }
.ordinal { color: var(--fc-muted); min-width: 1.6em; text-align: center; }
.rule { font-weight: 600; }
.count { color: var(--fc-muted); font-size: 0.867em; }
.message { margin-top: 0.35em; }

.facts { display: flex; flex-wrap: wrap; margin-top: 0.4em; }
.facts .pair { display: flex; margin: 0 1.4em 0.1em 0; }
dt { color: var(--fc-muted); margin-right: 0.6em; white-space: nowrap; }
dd { min-width: 0; }
.measured { font-weight: 600; }
.state { display: flex; align-items: flex-start; color: var(--fc-done); margin-top: 0.4em; }
.state .icon, .problem .icon { margin: 0.3em 0.45em 0 0; }
.problem { display: flex; color: var(--fc-critical); font-size: 0.933em; margin-top: 0.3em; }
.notice { margin-top: 0.4em; }

.evidence { margin-top: 0.7em; padding-top: 0.6em; border-top: 1px dashed var(--fc-border); font-size: 0.933em; }
.basis .pair { display: flex; padding: 0.12em 0; }
.basis dt { flex: 0 0 4.5em; white-space: normal; }
.clause { display: block; color: var(--fc-muted); padding-left: 0.8em; border-left: 2px solid var(--fc-border); margin: 0.2em 0; quotes: none; }
.more { margin: 0.2em 0 0 1.2em; list-style: disc; }

.form { margin-top: 0.7em; padding: 0.8em 0.95em 0.9em; background: var(--fc-raised); border: 1px solid var(--fc-border); border-radius: var(--forecheck-radius, 6px); }
.field { display: block; margin-top: 0.6em; min-width: 0; }
.label, legend { display: block; font-weight: 500; margin-bottom: 0.15em; }
.choices { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17em, 100%), 1fr)); grid-gap: 0.1em 1em; }
.choice { display: flex; align-items: flex-start; padding: 0.2em 0; min-height: 24px; cursor: pointer; }
.choice input { width: 18px; height: 18px; margin: 0.2em 0.5em 0 2px; flex: none; }
.choice kbd { margin: 0.15em 0.5em 0 0; color: var(--fc-muted); flex: none; }
textarea, .field > input {
  font: inherit; color: var(--fc-text); background: var(--fc-surface); border: 1px solid var(--fc-control); border-radius: 4px;
  padding: 0.3em 0.5em; width: 100%; min-height: 2.2em;
}
label.field > input { max-width: 18em; display: block; }
textarea { resize: vertical; display: block; }
textarea[aria-invalid], .field > input[aria-invalid] { border-color: var(--fc-critical); border-width: 2px; }
`;
