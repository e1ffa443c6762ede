/** The badge beside a control. */
export const BADGE_RULES = `
:host([data-badge]) { display: inline-block !important; vertical-align: middle !important; font-size: var(--forecheck-badge-size, 13px) !important; }
:host([data-badge]:empty) { display: inline-block !important; }
.badge {
  font: inherit; font-weight: 600; display: inline-flex; align-items: center; justify-content: center; cursor: pointer; min-width: 24px; min-height: 24px;
  padding: 0 0.5em; margin: 0 0.25em; border: 1px solid currentColor; border-radius: 1em; line-height: 1.4;
}
.badge .icon { margin-right: 0.3em; }
.badge:focus { outline: 3px solid var(--fc-focus); outline-offset: 1px; }
`;
