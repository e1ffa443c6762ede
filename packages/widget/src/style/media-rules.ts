/** Small windows and large text, contrast, motion, paper. */
export const MEDIA_RULES = `
@media (max-height: 520px), (max-width: 520px) {
  dialog { max-width: 100vw; max-height: 100vh; width: 100vw; border-radius: 0; border-width: 0; overflow-y: auto; }
  dialog[open] { display: block; }
  .body { overflow: visible; padding: 0.6em 0.7em 0.8em; }
  .head, .foot { padding: 0.5em 0.7em; }
  /* The way back stays in sight; what is reached by keyboard is not hidden under it. */
  dialog { scroll-padding: 1em 0 6em; }
  .foot { position: sticky; bottom: 0; padding: 0.25em 0.4em; }
  .foot > p, .foot kbd { display: none; }
  .basis .pair { display: block; }
}
@media (prefers-contrast: more) {
  :host { --fc-muted: var(--fc-text); --fc-border: var(--fc-text); --fc-control: var(--fc-text); }
  .row, .button, .chip { border-width: 2px; }
}
@media (prefers-contrast: more) {
  .row-critical, .row-warning, .row-info { border-left-width: 8px; }
}
@media (forced-colors: active) {
  .button, .chip, .badge, .row, dialog { border: 1px solid; }
  .row-critical { border-left: 8px solid; }
  .row-warning { border-left: 8px double; }
  .row-info { border-left: 8px dotted; }
  .is-current { outline: 2px solid Highlight; }
  .button-main { border-width: 3px; }
  .button:focus, .row:focus, .badge:focus { outline: 3px solid Highlight; }
  .button:disabled { color: GrayText; border-color: GrayText; }
}
@media (prefers-reduced-motion: no-preference) {
  dialog[open] { animation: rise 0.12s ease-out; }
  @keyframes rise { from { transform: translateY(6px); } to { transform: none; } }
}
@media print {
  dialog { position: static; max-height: none; width: auto; max-width: none; box-shadow: none; border: 0; overflow: visible; }
  dialog[open] { display: block; }
  .body { overflow: visible; max-height: none; }
  .button, kbd, .form { display: none; }
  .row, .group { break-inside: avoid; page-break-inside: avoid; }
}
.sheet { color: #000; background: #fff; padding: 1em; }
.sheet h1 { font-size: 1.4em; margin: 0 0 0.4em; }
.sheet h2 { margin: 1.2em 0 0.4em; font-size: 1.1em; }
.sheet table { border-collapse: collapse; width: 100%; }
.sheet th, .sheet td { border: 1px solid #000; padding: 0.3em 0.5em; text-align: left; vertical-align: top; font-weight: 400; }
.sheet th { font-weight: 600; }
.sheet .sign { margin-top: 2.4em; }
.sheet .sign > span { display: inline-block; min-width: 14em; border-bottom: 1px solid #000; margin: 0 2em 0 0.4em; }
`;
