import type { Alert, Decision, Evaluation, Undetermined } from '@forecheck/core';
import { clipText, fingerprint } from '@forecheck/nhsa';
import type { CdsCard, CdsCoding, CdsResponse, CdsSource } from './card.ts';
import { encounterKeyOf, formatCardUuid, formatSuggestionUuid } from './card-uuid.ts';
import { plainLine } from './markdown.ts';
import { overrideReasonsOf } from './override-reasons.ts';
import type { CdsRequest } from './read-request.ts';
import { type Refused, refuse } from './refusal.ts';
import { type CdsTexts, fill, textsOf } from './texts.ts';
import { type DetailContext, nameOf, writeDetail, writePromptDetail } from './write-detail.ts';
import { writeSuggestions } from './write-suggestions.ts';

/** An evaluation and how fresh its rules are: what a guard gives. */
export interface CdsChecked {
  readonly evaluation: Evaluation;
  readonly isStale?: boolean;
  /** Version to show; default: the manifest that the evaluation names. */
  readonly pack?: string;
}

/** An answer, or why there is none. */
export type CdsAnswer = { readonly kind: 'answered'; readonly response: CdsResponse } | Refused;

/**
 * The cards of one evaluation: alerts in the engine's order, most severe first, then the questions that only a person
 * can answer. Alerts that involve no order under judgement (`preexisting`) are left out, as in the national answer. An
 * encounter that the engine refused is no empty list of cards: that would say that nothing was found. Never throws.
 */
export function writeCdsResponse(checked: CdsChecked, request: CdsRequest, texts?: CdsTexts): CdsAnswer {
  const { evaluation } = checked;
  if (evaluation.encounterId !== request.encounter.id) return refuse('evaluation-mismatched', '');
  if (evaluation.status === 'refused') return refuse('encounter-refused', evaluation.diagnostics[0]?.path ?? '');
  const context: DetailContext = {
    items: new Map(request.encounter.items.map((item) => [item.id, item])),
    texts: texts ?? textsOf(request.settings.language),
    pack: checked.pack ?? evaluation.reachedUnder.manifest,
    isStale: checked.isStale === true,
  };
  const cards = evaluation.alerts.map((alert) => writeAlert(context, request, alert));
  if (request.settings.prompts === 'omit') return answered(cards);
  const asked = new Set<string>();
  for (const question of evaluation.undetermined) {
    if (question.prompt === undefined) continue;
    const card = writePrompt(context, request, question, question.prompt);
    // Rules of several publications ask the same about the same order.
    const key = JSON.stringify([card.summary, question.items]);
    if (!asked.has(key)) cards.push(card);
    asked.add(key);
  }
  return answered(cards);
}

function answered(cards: readonly CdsCard[]): CdsAnswer {
  return { kind: 'answered', response: { cards } };
}

function writeAlert(context: DetailContext, request: CdsRequest, alert: Alert): CdsCard {
  const { language } = context.texts;
  const encounterKey = encounterKeyOf(request.encounter.id);
  const { suggestions, orphans } = writeSuggestions(context, request, alert, encounterKey);
  const overrideReasons = overrideReasonsOf(alert.dispositions, context.texts, request.settings);
  return {
    uuid: formatCardUuid({ subject: 'alert', id: alert.id, encounterKey }),
    summary: writeSummary(alert.message[language], alert.name[language], alert.rule),
    detail: writeDetail(context, alert, orphans),
    indicator: indicatorOf(alert.severity, alert.decision),
    source: sourceOf(context, request, alert),
    ...(suggestions.length === 0 ? {} : { suggestions, selectionBehavior: 'at-most-one' }),
    ...(overrideReasons.length === 0 ? {} : { overrideReasons }),
    extension: {
      'forecheck.decision': alert.decision,
      'forecheck.rule': alert.rule,
      'forecheck.offending': alert.offending,
      'forecheck.involved': alert.involved,
    },
  };
}

/** The mildest card; taking its one suggestion says that the evidence is there, and changes no order. */
function writePrompt(context: DetailContext, request: CdsRequest, question: Undetermined, prompt: string): CdsCard {
  const { texts } = context;
  const item = question.items.map((id) => nameOf(context, id)).join(texts.comma);
  const asked = question.message?.[texts.language];
  const words = asked === undefined || asked === '' ? fill(texts.prompt, { item, prompt }) : asked;
  const encounterKey = encounterKeyOf(request.encounter.id);
  const id = fingerprint([request.encounter.id, question.rule, question.knowledgePoint, ...question.items].join('\n'));
  const overrideReasons = overrideReasonsOf(['continue-with-reason'], texts, request.settings);
  return {
    uuid: formatCardUuid({ subject: 'prompt', id, encounterKey }),
    summary: writeSummary(words, question.name[texts.language], question.rule),
    detail: writePromptDetail(context, words, question.items, question.basis),
    indicator: 'info',
    source: sourceOf(context, request, question),
    suggestions: [
      {
        uuid: formatSuggestionUuid({
          subject: 'prompt',
          id,
          encounterKey,
          disposition: 'supply-evidence',
          ordinal: 0,
        }),
        label: texts.evidenceOnFile,
      },
    ],
    selectionBehavior: 'at-most-one',
    ...(overrideReasons.length === 0 ? {} : { overrideReasons }),
    extension: {
      'forecheck.decision': 'remind',
      'forecheck.rule': question.rule,
      'forecheck.offending': [],
      'forecheck.involved': question.items,
    },
  };
}

/** One line, plain, shorter than 140 characters, never empty. */
export function writeSummary(...texts: readonly string[]): string {
  const [first = ''] = texts.map(plainLine).filter((text) => text !== '');
  return clipText(first === '' ? '…' : first, SUMMARY_LENGTH_MAX);
}

/** CDS Hooks has no word for a policy that stops: the loudest indicator has to say it. */
function indicatorOf(severity: Alert['severity'], decision: Decision): CdsCard['indicator'] {
  if (decision === 'block' || decision === 'require-fix') return 'critical';
  return decision === 'require-reason' && severity === 'info' ? 'warning' : severity;
}

function sourceOf(
  { texts }: DetailContext,
  { settings }: CdsRequest,
  { basis, rule, nationalCode, name }: Pick<Alert, 'basis' | 'rule' | 'nationalCode' | 'name'>,
): CdsSource {
  const instrument = basis[0]?.instrument;
  const label = instrument === undefined ? '' : plainLine(instrument);
  const url = instrument === undefined ? undefined : urlOf(settings.sourceUrls, instrument);
  const topic: CdsCoding = {
    system: nationalCode === undefined ? RULE_SYSTEM : NATIONAL_RULE_SYSTEM,
    code: nationalCode ?? rule,
    display: writeSummary(name[texts.language], rule),
  };
  return {
    label: label === '' ? texts.sourceLabel : clipText(label, LABEL_LENGTH_MAX),
    ...(url === undefined ? {} : { url }),
    topic,
  };
}

/** Only addresses that a browser loads as pages. */
function urlOf(urls: Readonly<Record<string, string>>, instrument: string): string | undefined {
  const url = Object.hasOwn(urls, instrument) ? urls[instrument] : undefined;
  return url !== undefined && /^https?:\/\/\S+$/.test(url) ? url : undefined;
}

const RULE_SYSTEM = 'urn:forecheck:code:rule';
const NATIONAL_RULE_SYSTEM = 'urn:forecheck:code:national-rule';
/** The specification asks for fewer than 140. */
const SUMMARY_LENGTH_MAX = 139;
const LABEL_LENGTH_MAX = 100;
