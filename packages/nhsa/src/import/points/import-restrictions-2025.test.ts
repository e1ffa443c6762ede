import { expect, it } from 'vitest';
import { AskedTexts } from '../classes/asked-texts.ts';
import { importRestrictions2025 } from './import-restrictions-2025.ts';

const DRUG_A = 'XA01AAA001A001010100001';
const DRUG_B = 'XA01AAA001A001010100002';

it('adds a question only for codes and words that nothing asks yet', () => {
  const asked = new AskedTexts();
  asked.add([DRUG_A], '限某病。', {});
  asked.add([DRUG_B], '限某病。', { to: '2026-01-28' });
  const { knowledge, table, setAside } = importRestrictions2025(
    {
      file: 'r.csv',
      text: `drug_name,remark_2025,codes\n甲片,限某病 。,${DRUG_A}\n乙片,限某病。,${DRUG_A} ${DRUG_B}\n丙片,限某病。,\n`,
    },
    asked,
  );
  expect(knowledge).toMatchObject([
    { id: `nrdl-2025-${DRUG_A}`, rule: 'nhsa-2025-08-evidence', items: [DRUG_B], text: '限某病。', from: '2026-01-01' },
  ]);
  expect(table.outcomes).toEqual({ 'covered by knowledge points': 1, 'question added': 1, 'set aside': 1 });
  expect(setAside).toEqual([{ at: 'r.csv:4', table: 'restrictions-2025', reason: 'codes-absent' }]);
});

it('takes a drug whose indication is asked as a whole for covered', () => {
  const asked = new AskedTexts();
  asked.addWhole([DRUG_A], {});
  const source = { file: 'r.csv', text: `drug_name,remark_2025,codes\n甲片,限别的病。,${DRUG_A}\n` };
  expect(importRestrictions2025(source, asked).knowledge).toEqual([]);
});
