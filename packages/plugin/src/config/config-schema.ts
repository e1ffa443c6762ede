import type { Decision, Phase } from '@forecheck/core';
import * as z from 'zod';
import { cdsSettingsSchema } from '../cds-hooks/settings-schema.ts';
import { LOG_LEVELS } from '../log/log.ts';
import { DEFAULT_LIMITS, type PluginLimits } from './limits.ts';
import { nhsaSchema } from './nhsa-schema.ts';
import type { PluginConfig } from './plugin-config.ts';

const path = z.string().min(1).max(1_000);
const name = z.string().min(1).max(200);
const PHASES = ['prompt', 'review', 'audit'] as const satisfies readonly Phase[];
const DECISIONS = ['pass', 'remind', 'require-reason', 'require-fix', 'block'] as const satisfies readonly Decision[];

/** As browsers send it: scheme, name, and a port that is not the scheme's own. */
const origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/, 'is no origin such as `https://his.example`');
const host = z
  .string()
  .max(300)
  .regex(/^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/, 'is no name such as `check.example:18421`');
const url = z
  .string()
  .max(2_000)
  .regex(/^wss?:\/\/[^\s/]+/, 'does not begin with `wss://` or `ws://`');

const listenSchema = z.strictObject({
  host: z.exactOptional(name),
  port: z.exactOptional(z.int().min(0).max(65_535)),
  hosts: z.exactOptional(z.array(host).max(64)),
  tls: z.exactOptional(z.strictObject({ certFile: path, keyFile: path })),
});

const limitNames = Object.keys(DEFAULT_LIMITS) as readonly (keyof PluginLimits)[];
const limit = z.exactOptional(z.int().min(1).max(1_000_000_000));
const limitsSchema = z.strictObject(
  Object.fromEntries(limitNames.map((one) => [one, limit])) as Record<keyof PluginLimits, typeof limit>,
);

const openOrClosed = z.exactOptional(z.enum(['open', 'closed']));
const policySchema = z.strictObject({
  whenUnable: z.exactOptional(z.strictObject({ prompt: openOrClosed, review: openOrClosed, audit: openOrClosed })),
  whenUndetermined: z.exactOptional(
    z
      .array(z.strictObject({ rule: name, phase: z.exactOptional(z.enum(PHASES)), decision: z.enum(DECISIONS) }))
      .max(10_000),
  ),
  whenStale: z.exactOptional(z.strictObject({ afterMs: z.int().min(0), decisionMax: z.enum(DECISIONS) })),
});

/** The form of a configuration file. */
export const configSchema: z.ZodType<PluginConfig> = z.strictObject({
  $schema: z.exactOptional(z.string()),
  folder: path,
  institution: name,
  scope: z.string().min(1).max(260),
  root: path,
  urls: z.exactOptional(z.array(url).max(16)),
  seed: z.exactOptional(path),
  bureauTokenFile: z.exactOptional(path),
  encounterKeyFile: z.exactOptional(path),
  deliversReasons: z.exactOptional(z.boolean()),
  listen: z.exactOptional(listenSchema),
  origins: z.exactOptional(z.array(origin).max(256)),
  nativeWithoutToken: z.exactOptional(z.boolean()),
  limits: z.exactOptional(limitsSchema),
  policy: z.exactOptional(policySchema),
  nhsa: z.exactOptional(nhsaSchema),
  cdsHooks: z.exactOptional(cdsSettingsSchema),
  audit: z.exactOptional(
    z.strictObject({ checks: z.exactOptional(z.boolean()), fileBytesMax: z.exactOptional(z.int().min(4_096)) }),
  ),
  log: z.exactOptional(z.strictObject({ level: z.exactOptional(z.enum(LOG_LEVELS)) })),
  widget: z.exactOptional(path),
});

/** The form of a configuration file as a JSON schema, for editors. */
export function configJsonSchema(): object {
  return z.toJSONSchema(configSchema, { target: 'draft-7' });
}
