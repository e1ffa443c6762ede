import type { CstDay, ItemCode } from '@forecheck/core';

/** What a thing on the shelf is to the law, told from its approval number and its label. */
export type GoodsClass =
  /** 处方药. */
  | 'prescription-drug'
  /** 甲类非处方药. */
  | 'otc-a'
  /** 乙类非处方药. */
  | 'otc-b'
  /** 中药饮片. */
  | 'decoction-piece'
  /** 中药配方颗粒. */
  | 'decoction-granule'
  /** 医疗器械. */
  | 'device'
  /** 医用耗材. */
  | 'consumable'
  /** 消毒产品. */
  | 'disinfectant'
  /** 保健食品. */
  | 'health-food'
  | 'cosmetic'
  | 'food'
  | 'vaccine'
  | 'other';

/** Every {@link GoodsClass}. */
export const GOODS_CLASSES: readonly GoodsClass[] = [
  'prescription-drug',
  'otc-a',
  'otc-b',
  'decoction-piece',
  'decoction-granule',
  'device',
  'consumable',
  'disinfectant',
  'health-food',
  'cosmetic',
  'food',
  'vaccine',
  'other',
];

/** Classes of drugs with rules of their own; which drug is in which, and since when, is a dated table. */
export type SpecialClass =
  /** 含麻黄碱类复方制剂. */
  | 'ephedrine'
  /** 第二类精神药品. */
  | 'psychotropic-2'
  /** 麻醉、第一类精神、毒性、放射性药品: no retail. */
  | 'no-retail'
  /** Special counter and register (复方甘草片 …). */
  | 'counter-only'
  /** 抗微生物药: by prescription whatever the label says, and never for the long term. */
  | 'antimicrobial'
  /** 双通道药品. */
  | 'dual-channel'
  /** Not for long prescriptions: storage that a home does not have. */
  | 'special-storage';

/** Every {@link SpecialClass}. */
export const SPECIAL_CLASSES: readonly SpecialClass[] = [
  'ephedrine',
  'psychotropic-2',
  'no-retail',
  'counter-only',
  'antimicrobial',
  'dual-channel',
  'special-storage',
];

/** What the store knows of one kind of thing that it sells. An absent fact is not known; nothing is assumed. */
export interface Goods {
  /** National code (医保药品代码), where there is one. */
  readonly code?: ItemCode;
  /** As in the approval: 国药准字…, 赣械注准…, 国食健字…. */
  readonly approvalNumber?: string;
  readonly class?: GoodsClass;
  /** Active ingredients, in the terms that the class tables use. */
  readonly ingredients?: readonly string[];
  /** Classes that the store's own file names, beside those of the tables. */
  readonly specials?: readonly SpecialClass[];
  /** First seven digits of the twenty, and GTINs, that are this product. Absent: no comparison was made yet. */
  readonly productIds?: readonly string[];
  /** 对照: whether it is in the catalogue of the medical insurance. */
  readonly isInCatalogue?: boolean;
  /** What quantities of it are counted in, as rules write it. */
  readonly unit?: string;
  /** Units of the smallest pack, for splits. */
  readonly packUnits?: number;
  readonly specification?: string;
  readonly maker?: string;
  /** Fen per pack: what an uninsured buyer pays here, what was filed, what the fund pays at most. */
  readonly cashPriceFen?: number;
  readonly filedPriceFen?: number;
  readonly standardPriceFen?: number;
}

/** What the stock ledger says of the packs on a line. */
export interface LineStock {
  readonly batch?: string;
  /** Last day of use. */
  readonly expiresOn?: CstDay;
  readonly isRecalled?: boolean;
  readonly receivedOn?: CstDay;
  /** Packs that may be sold now: received, less sold, less held by other sales. */
  readonly packs?: number;
}
