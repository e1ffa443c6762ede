import { describe, expect, it } from 'vitest';
import { isNhsaError } from '../../error.ts';
import { parseCsvTable } from './parse-csv-table.ts';

function failure(text: string, columns: readonly string[] = ['code', 'name']) {
  try {
    parseCsvTable({ file: 'codes.csv', text }, columns);
  } catch (error) {
    if (isNhsaError(error)) return { code: error.code, path: error.path, retry: error.retry, message: error.message };
    throw error;
  }
  return undefined;
}

describe('parseCsvTable', () => {
  it('reads cells by column, trims them, and numbers lines from one', () => {
    const table = parseCsvTable({ file: 'codes.csv', text: '\ufeffname,code,more\n 甲 ,01,x\n"乙,丙",02,\n' }, [
      'code',
      'name',
    ]);
    expect(table).toEqual({
      file: 'codes.csv',
      rows: [
        { line: 2, cells: { code: '01', name: '甲' } },
        { line: 3, cells: { code: '02', name: '乙,丙' } },
      ],
    });
  });

  it('gives no rows for a header alone', () => {
    expect(parseCsvTable({ file: 'codes.csv', text: 'code,name\n' }, ['code', 'name']).rows).toEqual([]);
  });

  it('names the column that is missing', () => {
    expect(failure('code,title\n01,x\n')).toEqual({
      code: 'column-missing',
      path: 'codes.csv:1:name',
      retry: 'never',
      message: '`codes.csv` has no column `name`',
    });
    expect(failure('')?.code).toBe('column-missing');
  });

  it('names the row that is not one', () => {
    expect(failure('code,name\n01,x\n02\n')).toMatchObject({ code: 'table-malformed', path: 'codes.csv:3' });
    expect(failure('code,name\n01,"x\n')).toMatchObject({ code: 'table-malformed' });
  });

  it('refuses a column that occurs twice', () => {
    expect(failure('code,name,code\n01,x,02\n')).toMatchObject({ code: 'table-malformed', path: 'codes.csv:1' });
  });
});
