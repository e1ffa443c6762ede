import { RULE_CLASSES } from '../classes/rule-classes.ts';

/** What tells the rule class of an annex row. */
export interface AnnexRowFacts {
  /** Titles of file and sheet. */
  readonly titles: string;
  /** Column 限定类型. */
  readonly kind: string;
  readonly value: string;
  readonly text: string;
  readonly isDrug: boolean;
}

/**
 * Official name of the rule class of one row, or an empty text when nothing tells it: the class that a title quotes,
 * else the class of the row's own 限定类型.
 */
export function annexClass(facts: AnnexRowFacts): string {
  const quoted = RULE_CLASSES.find(({ name }) => facts.titles.includes(`“${name}”`));
  if (quoted !== undefined) return quoted.name;
  switch (facts.kind) {
    case '限定性别对象':
      return facts.isDrug ? '药品区分性别使用' : '医疗服务项目区分性别使用';
    case '限定年龄对象':
      if (!facts.isDrug) return '医疗服务项目儿童专用';
      // One annex holds both classes. A payment restriction begins with 限; a label does not.
      return facts.text.startsWith('限') ? '药品限儿童使用' : '药品儿童专用';
    case '限定保险类型':
      return facts.value === '生育' ? '药品限生育保险' : facts.value === '工伤' ? '药品限工伤保险' : '';
    case '限定就医方式':
      return '药品限就医方式';
    case '限定机构等级':
      return '药品限医疗机构级别';
    case '限定支付疗程':
      return '药品限支付疗程';
    case '限定主次操作':
      return '手术项目未按规定折价收费';
    default:
      return '';
  }
}

/** The row's value under the names that the classes read. */
export function annexParameters(kind: string, value: string): Readonly<Record<string, string>> {
  if (value === '') return {};
  switch (kind) {
    case '限定性别对象':
      return { sex: value };
    case '限定年龄对象':
      return { age_group: value };
    case '限定保险类型':
      return { insurance: value };
    case '限定就医方式':
      return { visit_type: value };
    case '限定机构等级':
      return { min_level: value };
    case '限定支付疗程':
      return { max_days: value.replace(/[天日]$/, '') };
    case '限定主次操作':
      return { incision_group: value };
    default:
      return {};
  }
}
