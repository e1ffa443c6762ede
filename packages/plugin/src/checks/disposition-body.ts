import { type Disposition, type EncounterId, REASON_LENGTH_MAX } from '@forecheck/core';
import * as z from 'zod';
import { PluginError } from '../error.ts';

/** What is handed in to be recorded. */
export interface DispositionBody {
  readonly encounter?: EncounterId;
  readonly dispositions: readonly Disposition[];
}

const name = z.string().min(1).max(200);

const dispositionSchema: z.ZodType<Disposition> = z.strictObject({
  id: name,
  alert: name,
  rule: z.exactOptional(name),
  kind: z.enum(['return-and-change', 'continue-with-reason', 'self-pay-with-consent', 'supply-evidence']),
  reason: z.exactOptional(z.string().max(REASON_LENGTH_MAX)),
  recordedAt: z.exactOptional(z.union([z.number(), z.string().min(1).max(40)])),
  by: z.exactOptional(z.enum(['practitioner', 'pharmacist', 'nurse', 'cashier', 'insurance-office'])),
});

const bodySchema: z.ZodType<DispositionBody> = z.strictObject({
  encounter: z.exactOptional(name),
  dispositions: z.array(dispositionSchema).min(1),
});

/** @throws {@link PluginError} `body-malformed`, `items-excessive` */
export function parseDispositionBody(value: unknown, dispositionsMax: number): DispositionBody {
  const parsed = bodySchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new PluginError('body-malformed', 'the body is not what this route takes', {
      path: issue?.path.map(String).join('.') ?? '',
      problem: issue?.code ?? '',
    });
  }
  if (parsed.data.dispositions.length > dispositionsMax) {
    throw new PluginError('items-excessive', `more than ${dispositionsMax} dispositions`, { dispositionsMax });
  }
  return parsed.data;
}
