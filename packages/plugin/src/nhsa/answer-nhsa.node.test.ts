import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleMessage } from '../sample-guard.ts';
import { type SamplePlugin, startSamplePlugin } from '../server/sample-plugin.ts';

let sample: SamplePlugin;
beforeEach(async () => {
  sample = await startSamplePlugin();
});
afterEach(() => sample.close());

interface Answer {
  readonly infcode: number;
  readonly err_msg: string;
  readonly output?: { readonly result: readonly { readonly jr_id: string; readonly rule_id: string }[] };
}

const ask = async (message: unknown, path = '/nhsa', headers?: Record<string, string>) => {
  const response = await sample.post(path, message, headers);
  return { status: response.status, answer: (await response.json()) as Answer };
};
const feedback = (jrId: string, change: object = {}) => ({
  infno: '3103',
  msgid: 'MSG-2',
  inf_time: '2026-07-01 09:31:00',
  input: {
    data: { warn_type: '1', warns: [{ warn_rslt_id: jrId, dspo_way: '1', dspo_way_rea: '病情需要', ...change }] },
  },
});

describe('POST /nhsa', () => {
  test('a 3101 message is answered with what was found', async () => {
    const { status, answer } = await ask(sampleMessage());
    expect(status).toBe(200);
    expect(answer).toMatchObject({ infcode: 0, err_msg: '', output: { result: [{ rule_id: 'female-only' }] } });
    expect((await ask(sampleMessage({ gend: '2' }))).answer.output?.result).toEqual([]);
  });

  test('a 3103 message is answered when what it says is safe', async () => {
    const { answer } = await ask(sampleMessage());
    const jrId = answer.output?.result[0]?.jr_id ?? '';
    expect((await ask(feedback(jrId))).answer).toMatchObject({ infcode: 0, err_msg: '' });
    expect(sample.guard.recorded).toMatchObject([
      { disposition: { kind: 'continue-with-reason', reason: '病情需要' }, encounter: jrId.slice(-16) },
    ]);
    expect(sample.guard.recorded[0]?.disposition).not.toHaveProperty('encounterKey');
    sample.guard.fault = 'storage-full';
    const full = await ask(feedback(jrId));
    expect(full.answer).toMatchObject({ infcode: -1, err_msg: expect.stringContaining('[storage-full]') });
  });

  test('a message without its infno is read by its address', async () => {
    const { infno: _, ...bare } = sampleMessage() as { infno: string };
    expect((await ask(bare, '/nhsa/3102')).answer.infcode).toBe(0);
    const { infno: _3103, ...answer } = feedback('x');
    expect((await ask(answer, '/nhsa/3103')).answer.err_msg).toContain('[jr-id-foreign]');
    expect((await ask(feedback('x'), '/nhsa/3101')).answer.err_msg).toContain('[jr-id-foreign]');
  });

  test('regions are read and answered in their own words, by their address or by their number', async () => {
    const { infno: _, input, ...envelope } = sampleMessage() as { infno: string; input: { data: object } };
    const hainan = { ...envelope, infno: '3660', input: { trigScen: input.data } };
    expect((await ask(hainan)).answer).toMatchObject({ infcode: 0, output: { result: [{ rule_id: 'female-only' }] } });
    const hunan = await ask({ ...envelope, infno: '3101', input }, '/nhsa/hunan');
    expect(hunan.answer.output?.result).toHaveLength(1);
    const fees = { ...envelope, infno: '2204', input: { feedetail: [] } };
    expect((await ask(fees)).answer).not.toHaveProperty('output.result');
    expect((await ask(sampleMessage(), '/nhsa/atlantis')).answer.err_msg).toBe('没有这个地址 [route-unknown]');
  });

  test.each([
    ['another transaction', { infno: '2207', input: {} }, 'infno-unsupported'],
    ['an object of something else', { hello: 1 }, 'node-missing'],
    ['no JSON', '{"infno":', 'body-malformed'],
    ['too deep a nesting', '['.repeat(40) + ']'.repeat(40), 'depth-excessive'],
  ])('%s is a failure by the interface’s own envelope', async (_, message, code) => {
    const { answer } = await ask(message);
    expect(answer).toMatchObject({ infcode: -1, err_msg: expect.stringContaining(`[${code}]`) });
    expect(answer).not.toHaveProperty('output');
  });

  test('without a pack the answer is a failure, because an empty one says that nothing was found', async () => {
    sample.guard.fault = 'pack-absent';
    expect((await ask(sampleMessage())).answer).toMatchObject({
      infcode: -1,
      err_msg: '规则包尚未下发，本次未审核 [pack-absent]',
    });
  });

  test('unless the institution wants work to go on', async () => {
    await sample.close();
    sample = await startSamplePlugin({ nhsa: { whenUnable: 'policy' }, policy: { whenUnable: { review: 'closed' } } });
    sample.guard.fault = 'pack-absent';
    expect((await ask(sampleMessage())).answer).toMatchObject({ infcode: 0, output: { result: [] } });
    expect((await ask({ ...sampleMessage(), infno: '3102' })).answer.infcode).toBe(-1);
  });

  test('GBK is read where the request says so', async () => {
    const text = JSON.stringify({ infno: '3101', input: {} });
    // 中 in GBK, which is no UTF-8.
    const bytes = Buffer.concat([
      Buffer.from(text.replace(/\}$/, ',"x":"')),
      Buffer.from([0xd6, 0xd0]),
      Buffer.from('"}'),
    ]);
    const send = (type: string) =>
      fetch(`${sample.plugin.url}/nhsa`, {
        method: 'POST',
        body: bytes,
        headers: { authorization: `Bearer ${sample.token}`, 'content-type': type },
      }).then((response) => response.text());
    expect(await send('application/json; charset=GBK')).toContain('[node-missing]');
    expect(await send('application/json')).toContain('[body-malformed]');
  });

  test('a token is asked for, unless programs of this machine need none', async () => {
    const refused = await ask(sampleMessage(), '/nhsa', {});
    expect(refused.status).toBe(401);
    expect(refused.answer).toMatchObject({ infcode: -1, err_msg: '缺少访问令牌 [token-missing]' });
    await sample.close();
    sample = await startSamplePlugin({ nativeWithoutToken: true });
    expect((await ask(sampleMessage(), '/nhsa', {})).answer.infcode).toBe(0);
    // A page is no program, even one on the list.
    expect((await ask(sampleMessage(), '/nhsa', { origin: 'https://his.example' })).status).toBe(401);
    expect((await sample.post('/v1/check', {}, {})).status).toBe(401);
  });

  test('how messages are read is the institution’s choice', async () => {
    await sample.close();
    sample = await startSamplePlugin({ nhsa: { response: { region: '330100', undetermined: 'include' } } });
    const { answer } = await ask(sampleMessage({ gend: '9' }));
    expect(answer).toMatchObject({
      inf_refmsgid: expect.stringMatching(/^330100/),
      output: { fc_undetermined_dtos: [{ rule_id: 'female-only' }] },
    });
  });
});
