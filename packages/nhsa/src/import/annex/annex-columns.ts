/** What a column of an annex holds. */
export type AnnexColumn =
  | 'name'
  | 'text'
  | 'code'
  | 'kind'
  | 'value'
  | 'sequence'
  | 'window'
  | 'containing-name'
  | 'containing'
  | 'contained-name'
  | 'contained'
  | 'quantity'
  | 'unit'
  | 'period-quantity'
  | 'period';

/** Position of each column that a header row names, or `undefined` when the row is not a header. */
export function annexColumns(header: readonly string[]): ReadonlyMap<AnnexColumn, number> | undefined {
  const columns = new Map<AnnexColumn, number>();
  header.forEach((title, index) => {
    const column = COLUMN_BY_TITLE[title];
    if (column !== undefined && !columns.has(column)) columns.set(column, index);
  });
  const isHeader = columns.has('name') || (columns.has('containing') && columns.has('contained'));
  return isHeader && columns.size >= 2 ? columns : undefined;
}

/** Titles that annexes have used so far. */
const COLUMN_BY_TITLE: Readonly<Record<string, AnnexColumn>> = {
  序号: 'sequence',
  药品通用名: 'name',
  药品名称: 'name',
  通用名: 'name',
  饮片名称: 'name',
  项目名称: 'name',
  药品说明: 'text',
  项目说明: 'text',
  备注: 'text',
  限定支付范围: 'text',
  国标代码: 'code',
  药品代码: 'code',
  饮片代码: 'code',
  项目编码: 'code',
  项目代码: 'code',
  医保编码: 'code',
  国家医保编码: 'code',
  限定类型: 'kind',
  限定对象: 'value',
  限定值域: 'value',
  限定性别: 'value',
  频度: 'window',
  主项名称: 'containing-name',
  主项编码: 'containing',
  从项名称: 'contained-name',
  从项编码: 'contained',
  限制数量: 'quantity',
  数量单位: 'unit',
  频次上限: 'period-quantity',
  疗程周期: 'period',
};
