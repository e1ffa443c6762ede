import { CODE_STATES } from '../code/code-state.ts';
import { GOODS_CLASSES, type Goods, type LineStock, SPECIAL_CLASSES } from './goods.ts';
import type { History, PastPurchase } from './history.ts';
import type { Operator, Pharmacy, PharmacyService, Terminal } from './pharmacy.ts';
import type { Prescription, PrescriptionLine } from './prescription.ts';
import {
  type AgentPurchase,
  type CodeRecord,
  type Credential,
  FUNDINGS,
  type Line,
  type MutualAccount,
  type Person,
  type Purchase,
  RELATIONS,
  type RemoteAnswer,
  type ScannedCode,
} from './purchase.ts';
import {
  type ReadProblem,
  readDay,
  readFlag,
  readIdentity,
  readInstant,
  readList,
  readOneOf,
  readRecord,
  readScanned,
  readText,
  readWhole,
} from './read-fields.ts';

/** A purchase as far as it could be read. */
export interface PurchaseReading {
  /** Absent: there is no sale to judge. */
  readonly purchase?: Purchase;
  /** In the order of the fields. A field that is named here is not known to any check. */
  readonly problems: readonly ReadProblem[];
}

/**
 * The purchase in a JSON value as a till sends it. Never throws, repeats no value: what cannot be read is left out and
 * named, so that the checks that need it are undetermined. Only the sale's number and instant, and of each line its id
 * and packs, must be there.
 */
export function readPurchase(value: unknown): PurchaseReading {
  const problems: ReadProblem[] = [];
  const purchase = PURCHASE(value, '', problems);
  return purchase === undefined ? { problems } : { purchase: { ...EMPTY, ...purchase }, problems };
}

const EMPTY = { prescriptions: [], lines: [] };

const positive = readWhole(1);
const natural = readWhole(0);

const GOODS = readRecord<Goods>({
  code: readText,
  approvalNumber: readText,
  class: readOneOf(GOODS_CLASSES),
  ingredients: readList(readText),
  specials: readList(readOneOf(SPECIAL_CLASSES)),
  productIds: readList(readText),
  isInCatalogue: readFlag,
  unit: readText,
  packUnits: positive,
  specification: readText,
  maker: readText,
  cashPriceFen: natural,
  filedPriceFen: natural,
  standardPriceFen: natural,
});

const CODE = readRecord<ScannedCode>(
  {
    text: readScanned,
    ledger: readRecord<CodeRecord>(
      {
        state: readOneOf(CODE_STATES),
        saleId: readText,
        productId: readText,
        level: readOneOf(['pack', 'bundle', 'case'] as const),
        remainingUnits: natural,
      },
      ['state'],
    ),
    remote: readRecord<RemoteAnswer>({ kind: readOneOf(['clear', 'sold-elsewhere', 'unreachable'] as const) }, [
      'kind',
    ]),
  },
  ['text'],
);

const LINE = readRecord<Line>(
  {
    id: readText,
    goods: GOODS,
    packs: positive,
    units: positive,
    days: natural,
    funding: readOneOf(FUNDINGS),
    priceFen: natural,
    prescriptionId: readText,
    prescriptionLineId: readText,
    codes: readList(CODE),
    stock: readRecord<LineStock>({
      batch: readText,
      expiresOn: readDay,
      isRecalled: readFlag,
      receivedOn: readDay,
      packs: natural,
    }),
    pack: readRecord<NonNullable<Line['pack']>>({ approvalNumber: readText, specification: readText, maker: readText }),
  },
  ['id', 'packs'],
);

const PRESCRIPTION = readRecord<Prescription>(
  {
    id: readText,
    source: readOneOf(['national-centre', 'institution-electronic', 'paper'] as const),
    issuedOn: readDay,
    notedDays: natural,
    kind: readOneOf(['general', 'emergency', 'long'] as const),
    reason: readOneOf(['chronic', 'old-age', 'child', 'disability', 'mobility', 'remote', 'abroad'] as const),
    person: readIdentity,
    isUnaltered: readFlag,
    review: readRecord<NonNullable<Prescription['review']>>(
      { outcome: readOneOf(['passed', 'refused'] as const), isRemote: readFlag },
      ['outcome'],
    ),
    lines: readList(
      readRecord<PrescriptionLine>(
        {
          id: readText,
          code: readText,
          ingredients: readList(readText),
          packs: positive,
          packsTaken: natural,
          days: natural,
        },
        ['id'],
      ),
    ),
  },
  ['id'],
);

const OPERATOR = readRecord<Operator>({
  isOnDuty: readFlag,
  qualification: readOneOf(['valid', 'paused', 'ended'] as const),
  isRemote: readFlag,
});

const PURCHASE = readRecord<Purchase>(
  {
    saleId: readText,
    at: readInstant,
    ledgerAt: readInstant,
    isOnline: readFlag,
    user: readRecord<Person>({
      identity: readIdentity,
      sex: readOneOf(['male', 'female'] as const),
      birthDay: readDay,
    }),
    purchaser: readOneOf(['insured-person', 'agent'] as const),
    agent: readRecord<AgentPurchase>({
      agent: readIdentity,
      principal: readIdentity,
      reason: readOneOf(['mobility', 'old-age', 'minor', 'hospitalised', 'elsewhere', 'other'] as const),
      isStaff: readFlag,
      otherPrincipals: natural,
    }),
    credential: readRecord<Credential>({
      holder: readIdentity,
      channel: readOneOf(['social-security-card', 'electronic', 'identity-card', 'face'] as const),
      decodedAt: readInstant,
      terminalId: readText,
      status: readOneOf(['normal', 'lost', 'frozen', 'suspended', 'deceased', 'not-insured'] as const),
      statusAt: readInstant,
      isInpatient: readFlag,
    }),
    mutual: readRecord<MutualAccount>({
      holder: readIdentity,
      relation: readOneOf(RELATIONS),
      isBound: readFlag,
      isInsured: readFlag,
    }),
    consent: readRecord<NonNullable<Purchase['consent']>>(
      { by: readOneOf(['insured-person', 'relative', 'guardian'] as const) },
      ['by'],
    ),
    cause: readOneOf(['illness', 'work-injury', 'third-party', 'public-health', 'overseas'] as const),
    pharmacy: readRecord<Pharmacy>({
      id: readText,
      region: readText,
      status: readOneOf(['active', 'paused', 'suspended', 'terminated'] as const),
      statusAt: readInstant,
      services: readList(readOneOf<PharmacyService>(['account', 'pool', 'dual-channel'])),
      maySellPsychotropics: readFlag,
      opensAtMinute: natural,
      closesAtMinute: natural,
    }),
    terminal: readRecord<Terminal>({ id: readText, isRegistered: readFlag }),
    operator: OPERATOR,
    pharmacist: OPERATOR,
    prescriptions: readList((value, path, problems) => {
      const one = PRESCRIPTION(value, path, problems);
      return one && { ...one, lines: one.lines ?? [] };
    }),
    lines: readList((value, path, problems) => {
      const one = LINE(value, path, problems);
      return one && { ...one, goods: one.goods ?? {}, codes: one.codes ?? [] };
    }),
    history: readRecord<History>({
      coverage: readOneOf(['store', 'chain', 'region'] as const),
      purchases: readList(
        readRecord<PastPurchase>(
          {
            on: readDay,
            code: readText,
            ingredients: readList(readText),
            packs: natural,
            days: natural,
            amountFen: natural,
            isOwnStore: readFlag,
          },
          ['on', 'packs'],
        ),
      ),
      storeSalesToday: natural,
      refundCycles: natural,
    }),
  },
  ['saleId', 'at'],
);
