import type { Basis } from '@forecheck/core';

const JIANGXI = '江西省医疗保障基金使用监督管理办法';
const REGULATION = '医疗保障基金使用监督管理条例';
const DRUG_LAW = '药品管理法';
const TRACE_NOTICE = '国家医保局等四部门关于加强药品追溯码在医疗保障和工伤保险领域采集应用的通知';

/** The clauses that reasons rest on. Where no clause is known, the instrument alone. */
export const BASES = {
  identityNumber: [{ instrument: 'GB 11643 公民身份号码' }],
  identityCard: [{ instrument: '居民身份证法', article: '2' }],
  realName: [
    { instrument: REGULATION, article: '15', inForceFrom: '2021-05-01' },
    { instrument: JIANGXI, article: '20', inForceFrom: '2022-10-01' },
  ],
  personSuspension: [{ instrument: REGULATION, article: '41', inForceFrom: '2021-05-01' }],
  ruleBase: [{ instrument: '医疗保障基金智能监管规则库' }],
  agentPurchase: [
    { instrument: REGULATION, article: '17', inForceFrom: '2021-05-01' },
    { instrument: JIANGXI, article: '21', inForceFrom: '2022-10-01' },
  ],
  mutualAccount: [{ instrument: JIANGXI, article: '12', inForceFrom: '2022-10-01' }],
  ownBenefit: [{ instrument: JIANGXI, article: '21', inForceFrom: '2022-10-01' }],
  accountScope: [{ instrument: JIANGXI, article: '12', inForceFrom: '2022-10-01' }],
  excludedScope: [{ instrument: JIANGXI, article: '13', inForceFrom: '2022-10-01' }],
  poolScope: [{ instrument: JIANGXI, article: '18', inForceFrom: '2022-10-01' }],
  substitution: [{ instrument: JIANGXI, article: '20', inForceFrom: '2022-10-01' }],
  price: [{ instrument: JIANGXI, article: '20', inForceFrom: '2022-10-01' }],
  consent: [{ instrument: REGULATION, article: '15', inForceFrom: '2021-05-01' }],
  prescription: [
    { instrument: DRUG_LAW, article: '54' },
    { instrument: DRUG_LAW, article: '58' },
  ],
  prescriptionRules: [{ instrument: '处方管理办法' }],
  longPrescription: [{ instrument: '长期处方管理规范(试行)', inForceFrom: '2021-08-10' }],
  dualChannel: [{ instrument: '双通道药品处方流转管理', inForceFrom: '2025-01-01' }],
  pharmacist: [{ instrument: '药品经营质量管理规范' }],
  ephedrine: [{ instrument: '关于加强含麻黄碱类复方制剂管理有关事宜的通知', inForceFrom: '2012-09-04' }],
  psychotropic: [{ instrument: '麻醉药品和精神药品管理条例' }],
  counterOnly: [{ instrument: '含特殊药品复方制剂管理' }],
  traceDuty: [{ instrument: TRACE_NOTICE, inForceFrom: '2025-07-01' }],
  traceFamilies: [{ instrument: TRACE_NOTICE }],
  traceOnce: [{ instrument: TRACE_NOTICE }],
  drugQuality: [{ instrument: DRUG_LAW }],
  stockRecords: [{ instrument: JIANGXI, article: '18', inForceFrom: '2022-10-01' }],
  institutionStatus: [{ instrument: JIANGXI, article: '35', inForceFrom: '2022-10-01' }],
  staffQualification: [{ instrument: '定点医药机构相关人员医保支付资格管理制度' }],
  settlement: [{ instrument: JIANGXI, article: '18', inForceFrom: '2022-10-01' }],
} as const satisfies Readonly<Record<string, readonly Basis[]>>;

/** Name of an entry of {@link BASES}. */
export type BasisName = keyof typeof BASES;
