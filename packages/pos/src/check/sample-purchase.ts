import { sealIdentity } from '../identity/identity-number.ts';
import type { Line, Purchase } from '../model/purchase.ts';
import { NATIONAL_SETTINGS } from '../settings/national-settings.ts';
import { settingsInForce } from '../settings/settings-in-force.ts';

/** 2026-11-21, 10:00. */
export const SAMPLE_AT = 20_778 * 86_400_000 + 10 * 3_600_000;

export const SAMPLE_SETTINGS = settingsInForce([NATIONAL_SETTINGS], '360100', 20_778);

/** A number in parts; its region was never given out. */
export const SAMPLE_NUMBER: readonly string[] = ['100000', '19900725', '102'];
export const SAMPLE_PERSON = sealIdentity('passport', 'X0000001');
export const OTHER_PERSON = sealIdentity('passport', 'X0000002');

/** A line that is allowed. */
export function sampleLine(id: string, changes: Partial<Line> = {}): Line {
  const text = `8123401${id.padStart(13, '0')}`;
  return {
    id,
    goods: { code: 'X-1', class: 'otc-b', productIds: ['8123401'], isInCatalogue: true, cashPriceFen: 1_000 },
    packs: 1,
    funding: 'account',
    priceFen: 1_000,
    codes: [{ text, ledger: { state: 'in-stock' }, remote: { kind: 'clear' } }],
    stock: { expiresOn: 21_000, isRecalled: false, receivedOn: 20_700, packs: 100 },
    ...changes,
  };
}

/** A sale that is reminded of nothing but a passport. */
export function samplePurchase(changes: Partial<Purchase> = {}): Purchase {
  return {
    saleId: 'SALE-1',
    at: SAMPLE_AT,
    ledgerAt: SAMPLE_AT - 1_000,
    isOnline: true,
    user: { identity: SAMPLE_PERSON },
    purchaser: 'insured-person',
    credential: {
      holder: SAMPLE_PERSON,
      decodedAt: SAMPLE_AT - 10_000,
      terminalId: 'T1',
      status: 'normal',
      statusAt: SAMPLE_AT - 10_000,
    },
    pharmacy: { region: '360100', status: 'active', statusAt: SAMPLE_AT - 10_000, services: ['account', 'pool'] },
    terminal: { id: 'T1', isRegistered: true },
    operator: { qualification: 'valid' },
    pharmacist: { isOnDuty: true },
    prescriptions: [],
    lines: [sampleLine('1')],
    ...changes,
  };
}
