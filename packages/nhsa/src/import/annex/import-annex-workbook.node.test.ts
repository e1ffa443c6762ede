import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isNhsaError } from '../../error.ts';
import { mapPublishedPoints } from '../classes/map-published-points.ts';
import { compareAnnex } from './compare-annex.ts';
import { importAnnexWorkbook } from './import-annex-workbook.ts';

type Cell = string | number;
type Sheets = Readonly<Record<string, readonly (readonly Cell[])[]>>;

const DRUG_A = 'XA01AAA001A001010100001';
const DRUG_B = 'XA01AAA001A001010100002';
const SERVICE_A = '009900000010000';
const SERVICE_B = '009900000020000';

describe('importAnnexWorkbook', () => {
  it('joins a sheet of drugs with a sheet of their codes', async () => {
    const { points, codeRows, setAside } = await read('【第一批】药品规则库(限定性别对象).xlsx', {
      Sheet1: [
        ['药品通用名', '药品说明', '限定类型', '限定对象'],
        ['甲片', '用于某病。', '限定性别对象', '女'],
      ],
      Sheet2: [
        ['药品通用名', '序号', '药品代码', '限定类型'],
        ['甲片', 1, DRUG_A, '限定性别对象'],
        ['甲片', 2, DRUG_B, '限定性别对象'],
        ['乙片', 1, DRUG_B, '限定性别对象'],
      ],
    });
    expect(points).toMatchObject([
      {
        id: 'annex-01-67-0002',
        ruleClass: '药品区分性别使用',
        name: '甲片',
        text: '用于某病。',
        parameters: { sex: '女' },
        codes: [DRUG_A, DRUG_B],
        source: { line: 2, batch: '01', publishedOn: '2025-05-23' },
      },
    ]);
    expect(codeRows).toBe(3);
    expect(setAside).toMatchObject([{ reason: 'point-unknown' }]);
  });

  it('tells a payment restriction from a label in the annex that mixes both', async () => {
    const { points } = await read('【第一批】药品规则库(限定年龄对象).xlsx', {
      Sheet1: [
        ['药品通用名', '药品说明', '限定类型', '限定对象'],
        ['甲片', '限儿童。', '限定年龄对象', '儿童'],
        ['乙片', '用于小儿某病。', '限定年龄对象', '儿童'],
      ],
      Sheet2: [
        ['药品通用名', '序号', '国标代码', '限定类型'],
        ['甲片', 1, DRUG_A, '限定年龄对象'],
        ['乙片', 1, DRUG_B, '限定年龄对象'],
      ],
    });
    expect(points.map(({ ruleClass, codes }) => [ruleClass, codes])).toEqual([
      ['药品限儿童使用', [DRUG_A]],
      ['药品儿童专用', [DRUG_B]],
    ]);
  });

  it('reads services with their codes beside them, numbers as texts, and sets remarks aside', async () => {
    const { points, setAside } = await read('【第八批-1】项目规则库.xlsx', {
      '“医疗服务项目限定频次”规则对应知识点明细': [
        ['序号', '项目名称', '限制数量', '数量单位', '项目编码'],
        [1, '某监测', 24, '小时', SERVICE_A],
        ['合计', '', '', '', ''],
        ['', '', '', '', ''],
      ],
    });
    expect(points).toMatchObject([
      {
        id: 'annex-08-27-0002',
        parameters: { max_qty: '24', per_unit: '小时' },
        codes: [SERVICE_A],
        source: { annexRow: '1' },
      },
    ]);
    expect(setAside).toEqual([{ at: '【第八批-1】项目规则库.xlsx:3', table: 'annex', reason: 'annex-note' }]);
  });

  it('reads periods', async () => {
    const { points } = await read('第八批.xlsx', {
      '“医疗服务项目周期超频次”规则': [
        ['序号', '项目名称', '频次上限', '疗程周期', '备注', '项目代码'],
        [1, '某测定', 1, 14, '', SERVICE_A],
      ],
    });
    expect(points[0]?.parameters).toEqual({ max_qty: '1', period_days: '14' });
  });

  it('reads pairs', async () => {
    const { points } = await read('【第七批】重复收费.xlsx', {
      '“医疗服务项目重复收费”规则': [
        ['序号', '频度', '主项名称', '主项编码', '从项名称', '从项编码', '备注'],
        [1, '单日', '甲', SERVICE_A, '乙', SERVICE_B, '含乙'],
      ],
    });
    expect(points).toMatchObject([
      { name: '甲×乙', text: '含乙', pair: { window: '单日', containing: SERVICE_A, contained: SERVICE_B } },
    ]);
  });

  it.each([
    ['第十二批.xlsx', '12'],
    ['第二十批.xlsx', '20'],
    ['第十批.xlsx', '10'],
    ['附件.xlsx', ''],
  ])('takes the batch from the name %s', async (file, batch) => {
    const { points } = await read(file, {
      S: [
        ['项目名称', '国标代码'],
        ['甲', SERVICE_A],
      ],
    });
    expect(points[0]?.source.batch).toBe(batch);
  });

  it('leaves a row whose class nothing tells to be set aside, not guessed', async () => {
    const { points } = await read('附件.xlsx', {
      S: [
        ['项目名称', '国标代码'],
        ['甲', SERVICE_A],
      ],
    });
    expect(mapPublishedPoints(points, { diagnosisCodesByName: new Map() }).setAside).toMatchObject([
      { reason: 'rule-class-unknown' },
    ]);
  });

  it('refuses what is not an annex', async () => {
    expect(
      await failure(
        'other.xlsx',
        workbook({
          S: [
            ['甲', '乙'],
            ['1', '2'],
          ],
        }),
      ),
    ).toEqual({
      code: 'table-unrecognised',
      path: 'other.xlsx',
    });
    expect(await failure('broken.xlsx', new Uint8Array([1, 2, 3]))).toEqual({
      code: 'workbook-malformed',
      path: 'broken.xlsx',
    });
  });
});

describe('compareAnnex', () => {
  it('tells rows that the table does not have', async () => {
    const annex = await read('【第一批】限定性别对象.xlsx', {
      S: [
        ['项目名称', '国标代码', '限定类型', '限定性别'],
        ['甲', SERVICE_A, '限定性别对象', '女'],
        ['乙', SERVICE_B, '限定性别对象', '男'],
      ],
    });
    const { table, doubts } = compareAnnex(annex, annex.points.slice(0, 1));
    expect(table).toMatchObject({
      rows: 2,
      outcomes: { 'agrees with the table': 1, 'differs from the table': 1, 'codes of other rows': 0, 'set aside': 0 },
    });
    expect(doubts).toMatchObject([{ at: '【第一批】限定性别对象.xlsx:3' }]);
  });
});

function read(file: string, sheets: Sheets) {
  return importAnnexWorkbook(workbook(sheets), file);
}

async function failure(file: string, bytes: Uint8Array) {
  try {
    await importAnnexWorkbook(bytes, file);
  } catch (error) {
    if (isNhsaError(error)) return { code: error.code, path: error.path };
    throw error;
  }
  return undefined;
}

/** The smallest spreadsheet that holds these sheets, with texts inline. */
function workbook(sheets: Sheets): Uint8Array {
  const names = Object.keys(sheets);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const sheetXml = (rows: Sheets[string]) =>
    `<worksheet xmlns="${main}"><sheetData>${rows
      .map((cells, r) => `<row r="${r + 1}">${cells.map((cell, c) => cellXml(cell, r, c)).join('')}</row>`)
      .join('')}</sheetData></worksheet>`;
  return zip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names
      .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageRelations}">${names
      .map(
        (_, i) =>
          `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
      )
      .join('')}</Relationships>`,
    ...Object.fromEntries(names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheets[name]!)])),
  });
}

function cellXml(value: Cell, row: number, column: number): string {
  const reference = `${String.fromCharCode(65 + column)}${row + 1}`;
  if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`;
  return `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
}

/** A zip archive that stores its files uncompressed. */
function zip(files: Readonly<Record<string, string>>): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [nameBytes, data] = [Buffer.from(name), Buffer.from(text)];
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x800, 2);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(data.length, 18);
    shared.writeUInt16LE(nameBytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    local.push(Buffer.from('PK\u0003\u0004'), shared, nameBytes, data);
    central.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), shared, place, nameBytes);
    offset += 30 + nameBytes.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
