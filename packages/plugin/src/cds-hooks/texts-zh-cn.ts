import type { CdsTexts } from './texts.ts';

/** Chinese words of cards. */
export const zhCnTexts: CdsTexts = {
  language: 'zh-CN',
  service: {
    title: '医保合规提醒',
    descriptions: {
      'order-select': '选定医嘱时，按医保目录和规则对所选医嘱进行事前提醒。',
      'order-sign': '签署医嘱前，按医保目录和规则对全部待签医嘱进行事前提醒。',
    },
    usageRequirements: '患者信息必须预取；就诊、诊断、参保信息和既往医嘱缺失时，需要这些事实的规则不作判定。',
  },
  sourceLabel: '医保规则',
  headings: {
    offending: '涉及违规的医嘱',
    involved: '相关医嘱',
    excess: '超出部分',
    evidence: '触发事实',
    basis: '依据',
    decision: '处理要求',
    fixes: '可以这样处理',
    pack: '规则版本',
  },
  excess: { quantity: '数量 {value} {unit}', days: '{value} 天', amount: '金额 {value} 元' },
  decisions: {
    pass: '无需处理',
    remind: '提醒',
    'require-reason': '继续执行须说明理由',
    'require-fix': '须修改后继续',
    block: '不得继续',
  },
  fixes: {
    'remove-item': '删除 {item}',
    'remove-items': '删除 {item}',
    'add-companion': '为 {item} 增加配套项目 {code}',
    'reduce-quantity': '{item} 数量改为 {to} {unit}',
    'shorten-days': '{item} 天数改为 {to} 天',
    'self-pay-with-consent': '{item} 转自费（须知情同意）',
    'set-price': '{item} 单价改为 {to} 元',
  },
  actions: { create: '新增：{label}', update: '修改：{label}', delete: '删除：{item}' },
  inForceFrom: '自 {date} 起施行',
  bound: '（限：{bound}）',
  stale: '规则版本已过期，本次按最后一次同步的规则判断。',
  prompt: '请确认“{item}”有相应依据：{prompt}',
  evidenceOnFile: '依据已备齐',
  overrideReasons: {
    'clinical-need': '病情需要',
    emergency: '急诊或抢救',
    'no-alternative': '无可替代的药品或项目',
    'specialist-advice': '依据会诊或专科意见',
    'record-incomplete': '诊断或病历信息待补充',
    other: '其他（请说明）',
    'self-pay-with-consent': '已征得同意，转自费',
    'evidence-on-file': '依据已备齐，已归档',
  },
  comma: '、',
};
