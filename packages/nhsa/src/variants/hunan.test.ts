import { describe, expect, test } from 'vitest';
import {
  type Fields,
  sampleData,
  sampleEncounter,
  sampleLine,
  sampleMessage,
  samplePerson,
} from '../precheck/sample-message.ts';
import { formatImsCallback, hunanVariant } from './hunan.ts';
import { judge } from './sample-ruleset.ts';

describe('Hunan', () => {
  const message = (line: Fields, encounter: Fields = {}): Fields =>
    sampleMessage({
      mode: '2',
      input: {
        data: sampleData({
          patient_dtos: [
            samplePerson({ fsi_encounter_dtos: [sampleEncounter({ fsi_order_dtos: [line], ...encounter })] }),
          ],
        }),
      },
    });

  test('fields of its own stand in where the national ones are missing', () => {
    const { rx_id: _, hosplist_code: __, ...rest } = sampleLine({ hosplist_name: '' });
    const line = {
      ...rest,
      order_id: 'O-1',
      order_code: 'HIS-1',
      order_name: '演示药品一片',
      order_state: '1',
      self_paying_flag: '1',
    };
    const { encounter, echo } = hunanVariant.readPrecheck(
      message(line, { dr_codg: '', prac_psn_codg: 'D999900000002' }),
    );
    expect(encounter.items).toMatchObject([{ id: 'O-1', localCode: 'HIS-1', name: '演示药品一片', payment: 'self' }]);
    expect(encounter.practitioners?.map(({ id }) => id)).toContain('D999900000002');
    expect(echo.lines.get('O-1')?.rxId).toBe('O-1');
  });

  test('national fields win over them', () => {
    const { encounter } = hunanVariant.readPrecheck(message(sampleLine({ order_id: 'O-1', order_code: 'HIS-1' })));
    expect(encounter.items).toMatchObject([{ id: 'L1', localCode: 'LOCAL-1' }]);
  });

  test('lists as text are read as everywhere', () => {
    const { rx_id: _, ...rest } = sampleLine({ order_id: 'O-1' });
    const encounter = sampleEncounter({ fsi_order_dtos: JSON.stringify([rest]) });
    const text = sampleMessage({
      input: { data: sampleData({ patient_dtos: [samplePerson({ fsi_encounter_dtos: [encounter] })] }) },
    });
    expect(hunanVariant.readPrecheck(JSON.stringify(text)).encounter.items.map(({ id }) => id)).toEqual(['O-1']);
  });

  test('the callback names lines as they were sent', () => {
    const parsed = hunanVariant.readPrecheck(message(sampleLine({ rx_id: 'SYN-RX-1' })));
    expect(formatImsCallback(parsed, { state: 'answered', removed: ['SYN-RX-1'] })).toEqual({
      code: 0,
      del: ['SYN-RX-1'],
      zifei: [],
    });
    expect(formatImsCallback(parsed, { state: 'fed-back', selfPaid: ['SYN-RX-1', 'nobody'] })).toEqual({
      code: 2,
      del: [],
      zifei: ['SYN-RX-1'],
    });
    expect(formatImsCallback(parsed, { state: 'failed' })).toEqual({ code: -1, del: [], zifei: [] });
    expect(hunanVariant.writePrecheck(parsed, judge(parsed))).toMatchObject({
      output: { result: [{ rule_id: 'drug-quantity' }, { rule_id: 'drug-sex' }] },
    });
  });
});
