/** What lies in the page, and what everything shares. Chromium 67: no gap in flex boxes, no `inset`, no `:is`. */
export const PAGE_RULES = `
/* A page's own rules end here, even such as are marked important: of two, the inner one wins. */
:host {
  all: initial !important;
  display: block !important;
  font-family: var(--forecheck-font, 'Noto Sans SC', 'Source Han Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'WenQuanYi Micro Hei', SimSun-ExtB, SimSun, system-ui, sans-serif) !important;
  font-size: var(--forecheck-font-size, 15px) !important;
  line-height: 1.6 !important;
  color: var(--fc-text) !important;
  text-align: left !important;
  overflow-wrap: anywhere !important;
  word-wrap: break-word !important;
}
/* Quotation marks of a Chinese font are as wide as a character. */
[lang='en'] { font-family: var(--forecheck-font, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif); }
:host([hidden]) { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }
h2, h3, h4, p, ul, dl, dd, fieldset, legend { margin: 0; padding: 0; border: 0; }
h2, h3, h4 { font-weight: 600; line-height: 1.35; }
ul { list-style: none; }
legend { padding: 0; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip: rect(0 0 0 0); clip-path: inset(50%); white-space: nowrap;
}
.muted { color: var(--fc-muted); font-size: 0.867em; }
.icon { width: 1em; height: 1em; flex: none; display: block; }
kbd {
  font: inherit; font-size: 0.8em; line-height: 1.4; padding: 0 0.4em; border: 1px solid currentColor; border-radius: 3px;
  margin-left: 0.5em; white-space: nowrap;
}
a { color: var(--fc-accent); }

.button {
  font: inherit; font-weight: 500; color: var(--fc-accent); background: var(--fc-surface); border: 1px solid var(--fc-control);
  border-radius: var(--forecheck-radius, 6px); padding: 0.27em 0.8em; min-height: 2.2em; min-width: 2.2em; cursor: pointer;
  display: inline-flex; align-items: center; justify-content: center; text-align: left; margin: 0; max-width: 100%;
}
.button > span { min-width: 0; }
.button-main { color: var(--fc-on-accent); background: var(--fc-accent); border-color: var(--fc-accent); }
.button-quiet { border-color: transparent; background: transparent; }
.button:hover { text-decoration: underline; }
.button:active { transform: translateY(1px); }
.button:disabled { color: var(--fc-muted); background: var(--fc-raised); border-color: var(--fc-border); cursor: not-allowed; text-decoration: none; transform: none; }
/* Not only when it came by keyboard: after a click that opened the dialog nobody would see where the focus is. */
.button:focus, a:focus, .choice input:focus, textarea:focus, .field > input:focus {
  outline: 3px solid var(--fc-focus); outline-offset: 2px;
}

.banner {
  display: flex; align-items: flex-start; background: var(--fc-warning-wash); border: 1px solid var(--fc-warning); color: var(--fc-text);
  border-radius: var(--forecheck-radius, 6px); padding: 0.55em 0.8em; margin-bottom: 0.8em;
}
.banner .icon { color: var(--fc-warning); margin: 0.3em 0.6em 0 0; }
.notes { border: 1px solid var(--fc-border); border-radius: var(--forecheck-radius, 6px); background: var(--fc-surface); }
.notes-head { display: flex; align-items: center; justify-content: space-between; flex-wrap: wrap; padding: 0.25em 0.4em 0.25em 0.8em; background: var(--fc-raised); border-radius: inherit; }
.lines > li { display: flex; flex-wrap: wrap; align-items: baseline; padding: 0.5em 0.8em; border-top: 1px solid var(--fc-border); }
.lines > li > * { margin: 0.1em 0.7em 0.1em 0; }
.line-text { flex: 1 1 14em; }
/* The page's ground may be any: what we write stands on our own. */
.fold { margin-top: 0.5em; }
.fold > .button { background: var(--fc-surface); }
.fold .lines { border: 1px solid var(--fc-border); border-radius: var(--forecheck-radius, 6px); margin-top: 0.25em; background: var(--fc-surface); }
.fold .lines > li:first-child { border-top: 0; }
.undo {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; background: var(--fc-raised);
  border: 1px solid var(--fc-border); border-radius: var(--forecheck-radius, 6px); padding: 0.35em 0.4em 0.35em 0.8em; margin-top: 0.6em;
}
.actions { display: flex; flex-wrap: wrap; margin: 0.55em -0.25em -0.25em; }
.actions > .button { margin: 0.25em; }
`;
