import { BADGE_RULES } from './badge-rules.ts';
import { DIALOG_RULES } from './dialog-rules.ts';
import { MEDIA_RULES } from './media-rules.ts';
import { PAGE_RULES } from './page-rules.ts';
import { ROW_RULES } from './row-rules.ts';
import { DARK, LIGHT, type Tokens } from './tokens.ts';

/** Each colour is what the page set, or else ours. */
const declare = (tokens: Tokens): string =>
  (Object.keys(tokens) as (keyof Tokens)[])
    .map((name) => `--fc-${name}: var(--forecheck-${name}, ${tokens[name]});`)
    .join('\n');

/** The whole style sheet, as the build writes it to a file and into the script. */
export const STYLE_SHEET = `
:host {
${declare(LIGHT)}
}
:host([theme='dark']) {
color-scheme: dark !important;
${declare(DARK)}
}
@media (prefers-color-scheme: dark) {
  :host([theme='auto']) {
color-scheme: dark !important;
${declare(DARK)}
  }
}
${PAGE_RULES}
${ROW_RULES}
${DIALOG_RULES}
${BADGE_RULES}
${MEDIA_RULES}
`;
