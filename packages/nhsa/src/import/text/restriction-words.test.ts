import { describe, expect, it } from 'vitest';
import { childAgeBounds } from './age-bounds.ts';
import { childAgeGroup } from './child-age-group.ts';
import { dayBound } from './day-bound.ts';
import { duplicateWindow } from './duplicate-window.ts';
import { institutionLevel, institutionLevelsIn } from './institution-levels.ts';
import { normaliseText } from './normalise-text.ts';
import { hasRemainder } from './remainder.ts';
import { sexImplied, sexNamed } from './sex-named.ts';
import { splitClauses } from './split-clauses.ts';
import { visitTypesIn } from './visit-types.ts';

describe('normaliseText', () => {
  it('folds full-width forms, compatibility characters and white space', () => {
    expect(normaliseText('限（Ⅱ型） ⼉童，3～5岁')).toBe('限(II型)儿童,3~5岁');
  });
});

describe('splitClauses', () => {
  it('takes numbers of the list away and leaves numbers of the words', () => {
    expect(splitClauses('限:1.1岁至14岁甲;2.2岁至14岁乙。')).toEqual(['1岁至14岁甲', '2岁至14岁乙']);
  });
  it('keeps a text without numbering whole', () => {
    expect(splitClauses('限甲、乙患者。')).toEqual(['甲、乙患者']);
  });
});

describe('childAgeBounds', () => {
  it.each([
    ['限儿童。', {}],
    ['限2岁至11岁儿童某病。', { yearsMin: 2, yearsBelow: 12 }],
    ['限3-12岁某病患者。', { yearsMin: 3, yearsBelow: 13 }],
    // 以下 includes the number itself.
    ['限5至12岁以下某病儿童患者。', { yearsMin: 5, yearsBelow: 13 }],
    ['限3岁及3岁以上某病儿童患者。', { yearsMin: 3 }],
    ['限3岁及以上儿童的某病。', { yearsMin: 3 }],
    ['限6-17岁儿童和青少年的某病。', { yearsMin: 6, yearsBelow: 18 }],
    // The widest of several.
    ['限：1.1岁至14岁儿童甲；2.2岁至10岁儿童乙。', { yearsMin: 1, yearsBelow: 15 }],
    // One alternative without a bound opens the whole.
    ['限：1.3岁至10岁儿童甲；2.儿童乙。', {}],
  ])('%s', (text, bounds) => {
    expect(childAgeBounds(text)).toEqual(bounds);
  });

  it.each(['限：1.儿童甲；2.成人乙。', '限某病患者。', '限：1.儿童甲；2.某病。', '限成人和5岁及以上儿童某病。'])(
    'concludes nothing from %s',
    (text) => {
      expect(childAgeBounds(text)).toBeUndefined();
    },
  );
});

describe('childAgeGroup', () => {
  it.each([
    [['新生儿专用项目', '儿童'], { daysMax: 28 }],
    [['婴儿专用项目', '儿童'], { yearsBelow: 1 }],
    [['婴幼儿专用项目'], { yearsBelow: 3 }],
    [['小儿专用项目'], {}],
  ])('%j', (words, bounds) => {
    expect(childAgeGroup(...words)).toEqual(bounds);
  });
  it('is undefined without a group', () => {
    expect(childAgeGroup('老年专用', '')).toBeUndefined();
  });
});

describe('dayBound', () => {
  it.each([
    ['限某病，支付不超过14天。', { days: 14, count: 'distinct', isPerVisit: false }],
    ['住院方可支付，单次最多支付14天。', { days: 14, count: 'distinct', isPerVisit: true }],
    ['单次支付不超过3天。', { days: 3, count: 'distinct', isPerVisit: true }],
    ['单次住院最多支付14天。', { days: 14, count: 'distinct', isPerVisit: true }],
    ['总时间不超过90天，间隔时间不短于14天。', { days: 90, count: 'distinct', isPerVisit: false }],
    // A span is as long as the calendar can make it.
    ['支付不超过12个月：某病。', { days: 366, count: 'span', isPerVisit: false }],
    ['支付不超过6个月。', { days: 186, count: 'span', isPerVisit: false }],
    ['支付不超过一年，每周最多支付一次。', { days: 366, count: 'span', isPerVisit: false }],
  ])('%s', (text, bound) => {
    expect(dayBound(text)).toEqual(bound);
  });
  it.each(['限某病。', '每眼累计最多支付9支，第1年度最多支付5支。', '评定间隔时间不短于14天。'])(
    'finds none in %s',
    (text) => {
      expect(dayBound(text)).toBeUndefined();
    },
  );
});

describe('institution levels', () => {
  it('reads a level and refuses other words', () => {
    expect([
      institutionLevel('一级'),
      institutionLevel('二级'),
      institutionLevel('三级'),
      institutionLevel('四级'),
    ]).toEqual(['primary', 'secondary', 'tertiary', undefined]);
  });
  it('finds every level that a text names, lowest first', () => {
    expect(institutionLevelsIn('需三级医院某科或二级及以上专科医院医师处方')).toEqual(['secondary', 'tertiary']);
    expect(institutionLevelsIn('限二级护理')).toEqual([]);
  });
});

describe('visitTypesIn', () => {
  it('adds what the text admits to what the column says', () => {
    expect(visitTypesIn('限急诊或住院患者。', '住院')).toEqual([
      'emergency',
      'observation',
      'inpatient',
      'day-surgery',
    ]);
  });
  it('is undefined without a type', () => {
    expect(visitTypesIn('限某病患者。', '')).toBeUndefined();
  });
});

describe('sex', () => {
  it('reads the column', () => {
    expect([sexNamed('男'), sexNamed('女'), sexNamed('不限')]).toEqual(['male', 'female', undefined]);
  });
  it.each([
    ['治疗前列腺癌', 'male'],
    ['用于子宫肌瘤', 'female'],
    ['用于子宫或前列腺疾病', undefined],
    ['用于高血压', undefined],
  ])('%s', (text, sex) => {
    expect(sexImplied(text)).toBe(sex);
  });
});

describe('duplicateWindow', () => {
  it.each([
    ['单日', { kind: 'day' }],
    ['单次就诊', { kind: 'visit' }],
    ['6小时', { kind: 'hours', hours: 6 }],
    ['６小时', { kind: 'hours', hours: 6 }],
    ['同一小时', { kind: 'hour' }],
    ['每周', undefined],
    ['', undefined],
  ])('%s', (text, window) => {
    expect(duplicateWindow(text)).toEqual(window);
  });
});

describe('hasRemainder', () => {
  it('is false when the decided words were all there was', () => {
    expect(hasRemainder('限二级及以上医疗机构。', [/[一二三]级(?:及以上)?医疗机构/])).toBe(false);
    expect(hasRemainder('支付不超过14天。', [/支付不超过\d+天/])).toBe(false);
  });
  it('is true when a disease is left', () => {
    expect(hasRemainder('限二级及以上医疗机构某病患者。', [/[一二三]级(?:及以上)?医疗机构/])).toBe(true);
  });
});
