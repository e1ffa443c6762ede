import type { GoodsClass } from '../model/goods.ts';
import type { SettingsSource } from './settings.ts';

const DRUGS: readonly GoodsClass[] = ['prescription-drug', 'otc-a', 'otc-b', 'decoction-piece', 'decoction-granule'];

/**
 * What is known of the whole country from public texts, dated. Where a text was not seen the row is a starting point
 * that a province replaces; `docs/pos.md` marks each.
 */
export const NATIONAL_SETTINGS: SettingsSource = {
  formatVersion: 1,
  id: 'national-2026-11',
  parameters: [
    // Pharmacies collect from April 2025 by agreement; from July there is no settlement without a scan.
    { name: 'isTraceRequired', value: true, from: '2025-07-01' },
    { name: 'uncodedStockBefore', value: 20_250_701 },
    { name: 'isUncodedStockPayable', value: true, to: '2025-12-31' },
    { name: 'isCentrePrescriptionRequired', value: true, from: '2025-01-01' },
  ],
  relations: [
    { relation: 'spouse' },
    { relation: 'parent' },
    { relation: 'child' },
    { relation: 'sibling', from: '2024-12-09' },
    { relation: 'grandparent', from: '2024-12-09' },
    { relation: 'maternal-grandparent', from: '2024-12-09' },
    { relation: 'grandchild', from: '2024-12-09' },
    { relation: 'maternal-grandchild', from: '2024-12-09' },
  ],
  scopes: [
    { funding: 'account', goods: [...DRUGS, 'device', 'consumable'] },
    { funding: 'pool', goods: DRUGS },
    { funding: 'account', goods: [...DRUGS, 'device', 'consumable', 'disinfectant'], region: '36', from: '2021-10-01' },
  ],
  approvals: [
    { contains: '国药准字', goods: ['prescription-drug', 'otc-a', 'otc-b'] },
    { contains: '械注', goods: ['device'] },
    { contains: '械备', goods: ['device'] },
    { contains: '卫消', goods: ['disinfectant'] },
    { contains: '国食健', goods: ['health-food'] },
    { contains: '食健备', goods: ['health-food'] },
    { contains: '妆', goods: ['cosmetic'] },
  ],
  specials: [
    { special: 'ephedrine', ingredients: ['麻黄碱', '伪麻黄碱', '盐酸伪麻黄碱', '盐酸麻黄碱'] },
    { special: 'psychotropic-2', ingredients: ['右美沙芬', '氢溴酸右美沙芬'], isSingle: true, from: '2024-07-01' },
    { special: 'psychotropic-2', ingredients: ['曲马多', '盐酸曲马多'], from: '2023-07-01' },
    { special: 'psychotropic-2', ingredients: ['曲马多', '盐酸曲马多'], isSingle: true },
    { special: 'counter-only', ingredients: ['复方甘草', '复方地芬诺酯'] },
  ],
};
