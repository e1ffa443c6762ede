import { expect, test } from 'vitest';
import { formatMetrics } from './metrics.ts';

test('families, labels and ends are written as OpenMetrics says', async () => {
  const text = await formatMetrics([
    { name: 'a_entries', kind: 'counter', help: 'Entries.', read: () => [{ value: 3 }] },
    {
      name: 'a_age_seconds',
      kind: 'gauge',
      help: 'Two\nlines.',
      read: async () => [
        { value: 1.5, labels: { layer: 'cn/33', odd: 'a"b\\c' } },
        { value: -1, labels: { layer: 'cn' } },
      ],
    },
  ]);
  expect(text).toBe(
    '# TYPE a_entries counter\n# HELP a_entries Entries.\na_entries_total 3\n' +
      '# TYPE a_age_seconds gauge\n# HELP a_age_seconds Two\\nlines.\n' +
      'a_age_seconds{layer="cn/33",odd="a\\"b\\\\c"} 1.5\na_age_seconds{layer="cn"} -1\n# EOF\n',
  );
});

test('a family that cannot be read is left out', async () => {
  const broken = {
    name: 'b',
    kind: 'gauge',
    help: '',
    read: () => {
      throw new Error('no');
    },
  } as const;
  expect(await formatMetrics([broken])).toBe('# EOF\n');
});
