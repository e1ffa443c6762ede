// From a 3101 message of the national interface to its answer. Run it: node examples/nhsa-3101.ts (after npm run build).
import { readFileSync } from 'node:fs';
import { activate, evaluate, openSegment } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { formatPrecheckResponse, parsePrecheckRequest } from '@forecheck/nhsa';
import { rules } from './two-rules.ts';

const digest = 'd'.repeat(64);
const view = openSegment(compileSegment(rules));
const ruleset = activate({ manifest: digest, segments: [digest] }, [{ digest, view }]);

// Any message of examples/requests will do; names and identity numbers do not enter the encounter.
const message = readFileSync(new URL('requests/01-drug-for-the-other-sex.json', import.meta.url), 'utf8');
const parsed = parsePrecheckRequest(message, { tables: { reproductiveState: 'national' } });
for (const { code, path } of parsed.notes) console.error(`${code} ${path}`);

// One message may be about several persons; each is judged apart.
const evaluations = [parsed, ...parsed.others].map(({ encounter }) => evaluate(ruleset, encounter));
console.log(JSON.stringify(formatPrecheckResponse(parsed, evaluations), undefined, 2));
