import { join } from 'node:path';
import { evaluate } from '@forecheck/core';
import { expect, test } from 'vitest';
import { createOrderBook } from '../../examples/hospital/his/order-book.ts';
import { PATIENTS } from '../../examples/hospital/his/patients.ts';
import { loadRuleset } from '../../scripts/start/load-ruleset.ts';
import { ROOT } from '../../scripts/workspace.ts';

const { ruleset } = await loadRuleset(join(ROOT, 'examples/sample-source'), () => {});

const EXAMPLES = PATIENTS.flatMap((patient) =>
  patient.examples.map(({ shows, lines }) => ({ name: `${patient.id}: ${shows['zh-CN']}`, patient, shows, lines })),
);

test.each(EXAMPLES)(
  'the page shows something with the example $name, unless it says that there is nothing',
  (example) => {
    const book = createOrderBook(example.patient, () => '2026-11-22 10:00');
    for (const line of example.lines) book.add(line);
    const { alerts, undetermined } = evaluate(ruleset, book.encounter());
    const isHarmless = example.shows.en === 'nothing to object to';
    expect(alerts.length + undetermined.length > 0).toBe(!isHarmless);
  },
);
