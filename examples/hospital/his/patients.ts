import type { Encounter, OrderItem } from '@forecheck/core';

/** Somebody of the example, whom nobody knows: nobody of it exists. */
export interface Patient {
  readonly id: string;
  readonly name: Readonly<Record<'zh-CN' | 'en', string>>;
  readonly about: Readonly<Record<'zh-CN' | 'en', string>>;
  readonly facts: Pick<Encounter, 'insuredPerson' | 'visit' | 'diagnoses'>;
  /** What may be ordered to see what happens. */
  readonly examples: readonly ExampleOrder[];
}

/** A line that is added with one press. */
export interface ExampleOrder {
  /** What happens. */
  readonly shows: Readonly<Record<'zh-CN' | 'en', string>>;
  readonly lines: readonly Omit<OrderItem, 'id'>[];
}

export const PATIENTS: readonly Patient[] = [
  {
    id: 'A',
    name: { 'zh-CN': '演示患者甲', en: 'Sample patient A' },
    about: {
      'zh-CN': '女 · 40 岁 · 职工医保 · 门诊 · 寻常痤疮',
      en: 'woman · 40 · employee · outpatient · acne vulgaris',
    },
    facts: {
      insuredPerson: { sex: 'female', birthDate: '1986-07-01', insuranceType: 'employee', reproductiveState: 'none' },
      visit: { type: 'outpatient' },
      diagnoses: [{ code: 'L70.0', isMain: true }],
    },
    examples: [
      order('没有问题的药', 'nothing to object to', drug('XA02BCA084A012010100453', '艾普拉唑肠溶片', 7, '片', 490)),
      order(
        '二线用药，要有依据',
        'second-line, on evidence',
        drug('XD11AXT002F001010101313', '他克莫司软膏', 1, '盒', 6800),
      ),
      order('限男性的药', 'a drug for men', drug('XL02BBA326A001010102180', '阿帕他胺片', 1, '盒', 58000)),
      order('限急诊或住院', 'for emergencies and wards', drug('ZA07AAA0061010100166', '安宫牛黄丸', 1, '丸', 56000)),
      order('适应症不符', 'not indicated', drug('XA10BXD360A001010100648', '多格列艾汀片', 1, '盒', 7800)),
      order('急性病开 14 天', '14 days for an acute illness', {
        ...drug('ZA01BAS0846010101363', '双黄连注射液', 14, '支', 900),
        days: 14,
      }),
      order(
        '同类药重复',
        'two of one class',
        drug('XA02BCA084A012010100453', '艾普拉唑肠溶片', 14, '片', 490),
        drug('XA02BCA393A012010183696', '安奈拉唑钠肠溶片', 14, '片', 620),
      ),
    ],
  },
  {
    id: 'B',
    name: { 'zh-CN': '演示患者乙', en: 'Sample patient B' },
    about: {
      'zh-CN': '男 · 66 岁 · 职工医保 · 住院 · 脑梗死',
      en: 'man · 66 · employee · inpatient · cerebral infarction',
    },
    facts: {
      insuredPerson: { sex: 'male', birthDate: '1960-03-02', insuranceType: 'employee' },
      visit: { type: 'inpatient', startedAt: '2026-11-18 10:00' },
      diagnoses: [{ code: 'I63.9', isMain: true }],
    },
    examples: [
      order(
        '重症监护含专项护理',
        'intensive care and a nursing item that it holds',
        service('001201000010000', '重症监护', 1, '次', 9600),
        service('001201000140000', '一般专项护理', 1, '次', 800),
      ),
      order('护理一日两次', 'nursing twice a day', service('001201000030000', 'Ⅰ级护理', 2, '日', 2400)),
      order(
        '限 3 至 12 岁的药',
        'for children of 3 to 12',
        drug('XC02KXB144A006010103973', '波生坦分散片', 1, '盒', 96000),
      ),
      order('限女性的药', 'a drug for women', drug('ZD03AAN0175010100963', '女金片', 36, '片', 95)),
    ],
  },
  {
    id: 'C',
    name: { 'zh-CN': '演示患者丙', en: 'Sample patient C' },
    about: { 'zh-CN': '女 · 28 岁 · 居民医保 · 妊娠 · 急诊', en: 'woman · 28 · resident · pregnant · emergency' },
    facts: {
      insuredPerson: {
        sex: 'female',
        birthDate: '1998-05-05',
        insuranceType: 'resident',
        reproductiveState: 'pregnant',
      },
      visit: { type: 'emergency' },
      diagnoses: [{ code: 'R55.x00', isMain: true }],
    },
    examples: [
      order('妊娠期用药', 'while pregnant', drug('ZA09HAC0101010102129', '参麦注射液', 1, '支', 2600)),
      order(
        '急诊监护费含诊查费',
        'a charge that holds another',
        service('001103000010000', '急诊监护费', 1, '次', 8000),
        service('001102000030000', '急诊诊查费', 1, '次', 1000),
      ),
    ],
  },
  {
    id: 'D',
    name: { 'zh-CN': '演示患儿丁', en: 'Sample child D' },
    about: {
      'zh-CN': '男 · 8 岁 · 居民医保 · 门诊 · 上呼吸道感染',
      en: 'boy · 8 · resident · outpatient · upper airway infection',
    },
    facts: {
      insuredPerson: { sex: 'male', birthDate: '2018-04-09', insuranceType: 'resident' },
      visit: { type: 'outpatient' },
      diagnoses: [{ code: 'J06.9', isMain: true }],
    },
    examples: [
      order('儿童禁用', 'not for children', drug('XJ01MAM122B002010101600', '盐酸莫西沙星注射液', 1, '瓶', 3900)),
      order('限女性的药', 'a drug for women', drug('ZD03AAN0175010100963', '女金片', 36, '片', 95)),
    ],
  },
];

function order(zh: string, en: string, ...lines: readonly Omit<OrderItem, 'id'>[]): ExampleOrder {
  return { shows: { 'zh-CN': zh, en }, lines };
}

function drug(code: string, name: string, quantity: number, unit: string, unitPriceFen: number): Omit<OrderItem, 'id'> {
  return { code, name, kind: 'drug', quantity, unit, unitPriceFen };
}

function service(
  code: string,
  name: string,
  quantity: number,
  unit: string,
  unitPriceFen: number,
): Omit<OrderItem, 'id'> {
  return { code, name, kind: 'service', quantity, unit, unitPriceFen };
}
