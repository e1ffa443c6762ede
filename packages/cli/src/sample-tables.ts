import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the least that `import nhsa` takes, one made-up point with two made-up codes, to `tables` in the folder. Made
 * when it is needed: tables in the published layout are never kept in the repository, not even of our own making.
 */
export function writeSampleTables(folder: string): void {
  const tables = join(folder, 'tables');
  mkdirSync(tables);
  const codes = ['XA00SAMPLE0000000000001', 'XA00SAMPLE0000000000002'];
  const point = {
    kp_id: 'KP-sample-1',
    batch: 'batch_01',
    published_at: '',
    rule_class: '药品区分性别使用',
    rule_seq_2025: '67',
    gz_code: 'GZ10000301004000',
    level1: '医疗类',
    level2: '药品合理使用类',
    item_name: '示例药品甲',
    constraint: '限女性使用',
    detect_logic: '与限定性别不符',
    params: '"{""sex"": ""女""}"',
    n_codes: '2',
    first_code: codes[0],
    supersedes: '',
    is_current: '1',
    source_file: 'sample.xlsx',
    source_row: '1',
    announcement_url: '',
  };
  writeFileSync(
    join(tables, 'knowledge_points.csv'),
    `${Object.keys(point).join(',')}\n${Object.values(point).join(',')}\n`,
  );
  const rows = codes.map((code) => `${point.kp_id},${code}\n`);
  writeFileSync(join(tables, 'knowledge_point_codes.csv'), `kp_id,med_code\n${rows.join('')}`);
}
