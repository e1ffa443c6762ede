import type { Phase, Scene } from '@forecheck/core';
import type { Place } from '../envelope/place.ts';
import { readText } from '../envelope/read-field.ts';
import type { RequestEnvelope } from '../envelope/request-envelope.ts';
import { NhsaError } from '../error.ts';
import { rowOf } from '../tables/code-table.ts';
import { precheckInfnoTable, type TriggerScene, triggerSceneTable } from '../tables/scene-table.ts';
import { DATA } from './fields.ts';
import type { ReadContext } from './read-context.ts';
import type { Setting } from './read-visit.ts';

/** When, in the institution's work, the question is asked. */
export interface ReadScene {
  readonly phase: Phase;
  readonly scene?: Scene;
}

/**
 * Checked before the nodes of the message: another transaction has other nodes, and to miss ours would mislead.
 *
 * @throws {@link NhsaError} `infno-unsupported` when the message is of another transaction.
 */
export function requirePrecheckInfno(envelope: RequestEnvelope): void {
  const { infno } = envelope;
  if (infno === undefined || rowOf(precheckInfnoTable, infno)?.meaning !== undefined) return;
  throw new NhsaError('infno-unsupported', 'infno', '`infno` is not one of a pre-check');
}

/**
 * Phase and scene. infno is what the caller really called and decides the phase; trig_scen is often a constant and is
 * taken where it agrees with phase and setting, else the setting's ordinary scene stands in.
 */
export function readScene(
  context: ReadContext,
  data: Place,
  envelope: RequestEnvelope,
  setting: Setting | undefined,
): ReadScene {
  const sent = readTriggerScenes(context, data);
  const phase = readPhase(context, data, envelope, sent);
  const fitting = sent.filter(
    (one) => one.phase === phase && (setting === undefined || SETTING_OF_SCENE[one.scene] === setting),
  );
  // A list of scenes is a list of steps; the last fitting one is where the caller is now.
  const scene = fitting.at(-1)?.scene ?? (setting === undefined ? undefined : ORDINARY_SCENE[phase][setting]);
  if (scene === undefined) return { phase };
  if (fitting.length !== 1 || sent.length !== 1) context.notes.add('scene-derived', data, DATA.scene);
  return { phase, scene };
}

function readPhase(context: ReadContext, data: Place, envelope: RequestEnvelope, sent: readonly TriggerScene[]): Phase {
  const byScene = sent.length > 0 && sent.every((one) => one.phase === sent[0]!.phase) ? sent[0]!.phase : undefined;
  const stated = envelope.infno === undefined ? undefined : rowOf(precheckInfnoTable, envelope.infno)?.meaning;
  if (stated === undefined) {
    context.notes.add('phase-derived', data, DATA.scene);
    return byScene ?? context.options.phase ?? 'prompt';
  }
  // An older client of Hainan sends the review under the prompt's number; its scene is right.
  if (envelope.infno === HAINAN_PROMPT && byScene === 'review') {
    context.notes.add('phase-derived', data, DATA.scene);
    return byScene;
  }
  return stated;
}

function readTriggerScenes(context: ReadContext, data: Place): readonly TriggerScene[] {
  const raw = data.node['trig_scen'] ?? data.node['trigScen'];
  // In Hainan's variant the node around the data bears the same name.
  if (typeof raw === 'object') return [];
  const text = readText(data, DATA.scene, context.notes, SCENE_LENGTH_MAX);
  if (text === undefined) return [];
  const scenes: TriggerScene[] = [];
  for (const part of text.split(/[,，;；|、\s]+/)) {
    const meaning = rowOf(triggerSceneTable, part.replace(/^0+(?=\d)/, ''))?.meaning;
    if (meaning === undefined) context.notes.add('code-unknown', data, DATA.scene);
    else scenes.push(meaning);
  }
  return scenes;
}

const SETTING_OF_SCENE: Readonly<Record<Scene, Setting>> = {
  'outpatient-registration': 'outpatient',
  'outpatient-order': 'outpatient',
  'outpatient-pre-settlement': 'outpatient',
  'outpatient-settlement': 'outpatient',
  admission: 'inpatient',
  'inpatient-order': 'inpatient',
  'inpatient-execution': 'inpatient',
  'inpatient-pre-settlement': 'inpatient',
  'inpatient-settlement': 'inpatient',
  'pharmacy-purchase': 'pharmacy',
};

/** The scene at which most calls of a phase are made. */
const ORDINARY_SCENE: Readonly<Record<Phase, Readonly<Record<Setting, Scene>>>> = {
  prompt: { outpatient: 'outpatient-order', inpatient: 'inpatient-order', pharmacy: 'pharmacy-purchase' },
  review: {
    outpatient: 'outpatient-pre-settlement',
    inpatient: 'inpatient-pre-settlement',
    pharmacy: 'pharmacy-purchase',
  },
  audit: { outpatient: 'outpatient-settlement', inpatient: 'inpatient-settlement', pharmacy: 'pharmacy-purchase' },
};

const HAINAN_PROMPT = '3660';
const SCENE_LENGTH_MAX = 40;
