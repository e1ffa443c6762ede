import { type CstDate, parseCstDate } from '@forecheck/core';
import { mayBlock, mayLoosen, REASONS, type ReasonCode } from '../check/reasons.ts';
import { TILL_DECISIONS } from '../check/verdict.ts';
import { GOODS_CLASSES, SPECIAL_CLASSES } from '../model/goods.ts';
import { RELATIONS } from '../model/purchase.ts';
import {
  type Read,
  type ReadProblem,
  readFlag,
  readList,
  readOneOf,
  readRecord,
  readText,
} from '../model/read-fields.ts';
import { PARAMETERS, type ParameterDefinition, type ParameterName } from './parameters.ts';
import type {
  ApprovalRow,
  DecisionRow,
  ParameterRow,
  RelationRow,
  RuleRow,
  ScopeRow,
  SettingsSource,
  SpecialRow,
} from './settings.ts';

/** Settings, or everything that is wrong with them: settings are taken whole or not at all. */
export type SettingsReading =
  | { readonly kind: 'settings'; readonly settings: SettingsSource }
  | { readonly kind: 'refused'; readonly problems: readonly SettingsProblem[] };

/** One thing that is wrong with settings. */
export interface SettingsProblem {
  readonly code:
    | ReadProblem['code']
    | 'period-empty'
    | 'value-out-of-range'
    | 'loosening-forbidden'
    | 'block-forbidden';
  readonly path: string;
}

/** The settings in a JSON value. Never throws. */
export function readSettings(value: unknown): SettingsReading {
  const problems: SettingsProblem[] = [];
  const settings = SOURCE(value, '', problems as ReadProblem[]);
  if (settings === undefined || problems.length > 0) return { kind: 'refused', problems };
  checkRows(settings, problems);
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'settings', settings };
}

function checkRows(settings: SettingsSource, problems: SettingsProblem[]): void {
  for (const [name, rows] of Object.entries(settings)) {
    if (!Array.isArray(rows)) continue;
    rows.forEach(({ from, to }: { readonly from?: CstDate; readonly to?: CstDate }, index) => {
      if (from !== undefined && to !== undefined && parseCstDate(from) > parseCstDate(to)) {
        problems.push({ code: 'period-empty', path: `${name}[${index}].to` });
      }
    });
  }
  settings.parameters?.forEach(({ name, value }, index) => {
    if (!fits(PARAMETERS[name], value))
      problems.push({ code: 'value-out-of-range', path: `parameters[${index}].value` });
  });
  settings.decisions?.forEach(({ reason, decision }, index) => {
    const path = `decisions[${index}].decision`;
    const isLooser = TILL_DECISIONS.indexOf(decision) < TILL_DECISIONS.indexOf(REASONS[reason].decision);
    if (isLooser && !mayLoosen(reason)) problems.push({ code: 'loosening-forbidden', path });
    if (decision === 'block' && !mayBlock(reason)) problems.push({ code: 'block-forbidden', path });
  });
}

function fits({ value, min, max }: ParameterDefinition, given: number | boolean): boolean {
  if (typeof given !== typeof value) return false;
  return typeof given === 'boolean' || (Number.isSafeInteger(given) && given >= min! && given <= max!);
}

const readDate: Read<CstDate> = (value, path, problems) => {
  const text = readText(value, path, problems);
  if (text !== undefined && Number.isNaN(parseCstDate(text))) problems.push({ code: 'field-malformed', path });
  return text;
};
const readRegion: Read<string> = (value, path, problems) => {
  const text = readText(value, path, problems);
  if (text !== undefined && !/^\d{2,6}$/.test(text)) problems.push({ code: 'field-malformed', path });
  return text;
};
const readValue: Read<number | boolean> = (value, path, problems) => {
  if (typeof value === 'number') return value;
  return readFlag(value, path, problems);
};
const FORCE = { from: readDate, to: readDate, region: readRegion };
const readReason = readOneOf(Object.keys(REASONS) as ReasonCode[]);
const readGoods = readList(readOneOf(GOODS_CLASSES));

const SOURCE = readRecord<SettingsSource>(
  {
    formatVersion: (value, path, problems) => {
      if (value === 1) return 1;
      problems.push({ code: 'field-malformed', path });
      return undefined;
    },
    id: readText,
    parameters: readList(
      readRecord<ParameterRow>(
        { ...FORCE, name: readOneOf(Object.keys(PARAMETERS) as ParameterName[]), value: readValue },
        ['name', 'value'],
      ),
    ),
    specials: readList(
      readRecord<SpecialRow>(
        {
          ...FORCE,
          special: readOneOf(SPECIAL_CLASSES),
          items: readList(readText),
          ingredients: readList(readText),
          isSingle: readFlag,
        },
        ['special'],
      ),
    ),
    relations: readList(readRecord<RelationRow>({ ...FORCE, relation: readOneOf(RELATIONS) }, ['relation'])),
    scopes: readList(
      readRecord<ScopeRow>({ ...FORCE, funding: readOneOf(['account', 'pool'] as const), goods: readGoods }, [
        'funding',
        'goods',
      ]),
    ),
    approvals: readList(
      readRecord<ApprovalRow>({ ...FORCE, contains: readText, goods: readGoods }, ['contains', 'goods']),
    ),
    decisions: readList(
      readRecord<DecisionRow>({ ...FORCE, reason: readReason, decision: readOneOf(TILL_DECISIONS) }, [
        'reason',
        'decision',
      ]),
    ),
    rules: readList(readRecord<RuleRow>({ ...FORCE, rule: readText, reason: readReason }, ['rule', 'reason'])),
  },
  ['formatVersion', 'id'],
);
