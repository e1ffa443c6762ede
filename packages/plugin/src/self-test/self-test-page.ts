import { runSelfTest } from './self-test-script.ts';
import { SELF_TEST_WORDS } from './self-test-words.ts';

/** The page, without a word or a line of script in it. */
export const SELF_TEST_HTML = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Forecheck</title>
<link rel="stylesheet" href="self-test.css">
<script src="self-test.js" defer></script>
</head>
<body>
<main>
<h1 id="title"></h1>
<p id="intro"></p>
<ul id="parts" aria-live="polite"></ul>
<section>
<label><span id="page-label"></span><input id="page" type="url" autocomplete="off"></label>
<p id="outcome"></p>
<p id="listed"></p>
<label><span id="token-label"></span><input id="token" type="password" autocomplete="off"></label>
<p id="admitted"></p>
<button id="look" type="button"></button>
</section>
</main>
</body>
</html>
`;

/** The text of the script. */
export const SELF_TEST_SCRIPT = `'use strict';\n(${String(runSelfTest)})(${JSON.stringify(SELF_TEST_WORDS)});\n`;

/** How it looks: states are told by a word and an edge, not by colour alone. */
export const SELF_TEST_STYLE = `:root { color-scheme: light dark; font: 16px/1.6 system-ui, 'Noto Sans CJK SC', sans-serif; }
main { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
ul { list-style: none; padding: 0; }
li { display: grid; grid-template-columns: 5.5rem 1fr; gap: 0 1rem; padding: .6rem 1rem; margin: .4rem 0; border: 1px solid; border-left-width: .5rem; }
li code, li p { grid-column: 2; margin: 0; overflow-wrap: anywhere; }
.ok { border-color: #1a7f37; } .attention { border-color: #9a6700; } .broken { border-color: #cf222e; }
p.ok, p.attention { border-left: .5rem solid; padding-left: 1rem; }
label { display: block; margin: 1rem 0 .4rem; } label span { display: block; }
input { width: 100%; box-sizing: border-box; font: inherit; padding: .4rem; }
button { font: inherit; padding: .4rem 1.6rem; margin-top: 1rem; }
`;

/** Nothing but what comes from the plugin itself, and nothing that makes code or markup of strings. */
export const SELF_TEST_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');
