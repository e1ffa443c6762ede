import { NhsaError } from '../error.ts';
import { parseCivilTime } from './civil-time.ts';

/** Strict envelope of a request that we send: every field present, in the interface's order. */
export interface WireRequest<Input> {
  readonly infno: string;
  readonly msgid: string;
  readonly mdtrtarea_admvs: string;
  readonly insuplc_admdvs: string;
  readonly recer_sys_code: string;
  readonly dev_no: string;
  readonly dev_safe_info: string;
  readonly cainfo: string;
  readonly signtype: string;
  readonly infver: string;
  readonly opter_type: string;
  readonly opter: string;
  readonly opter_name: string;
  readonly inf_time: string;
  readonly fixmedins_code: string;
  readonly fixmedins_name: string;
  readonly sign_no: string;
  readonly input: Input;
}

/** What a request needs; the rest is written empty, which is what centres expect of fields not in use. */
export type RequestParts<Input> = Pick<
  WireRequest<Input>,
  'infno' | 'mdtrtarea_admvs' | 'opter' | 'opter_name' | 'fixmedins_code' | 'fixmedins_name' | 'input'
> &
  Partial<Omit<WireRequest<Input>, 'msgid' | 'inf_time'>> & {
    /** When it is sent: epoch milliseconds or China Standard Time. */
    readonly sentAt: number | string;
    /** Number of this message within its second, from 0; the caller counts. */
    readonly sequence: number;
  };

/**
 * A request envelope around an input: msgid is institution code (12), time (14) and sequence (4).
 *
 * @throws {@link NhsaError} `field-missing` when a part has no value or the time is not one.
 */
export function formatRequest<Input>(parts: RequestParts<Input>): WireRequest<Input> {
  const time = parseCivilTime(parts.sentAt);
  if (time === undefined || time === 'placeholder') throw missing('inf_time');
  const sentAt = time.length === 10 ? `${time} 00:00:00` : time;
  if (!/^[A-Z0-9]{1,12}$/.test(parts.fixmedins_code)) throw missing('fixmedins_code');
  if (!/^\d{4}[A-Z]?$/.test(parts.infno)) throw missing('infno');
  if (!/^\d{6}$/.test(parts.mdtrtarea_admvs)) throw missing('mdtrtarea_admvs');
  if (!Number.isInteger(parts.sequence) || parts.sequence < 0) throw missing('msgid');
  const stamp = sentAt.replace(/\D/g, '');
  return {
    infno: parts.infno,
    msgid: `${parts.fixmedins_code.padEnd(12, '0')}${stamp}${String(parts.sequence % 10_000).padStart(4, '0')}`,
    mdtrtarea_admvs: parts.mdtrtarea_admvs,
    insuplc_admdvs: parts.insuplc_admdvs ?? '',
    recer_sys_code: parts.recer_sys_code ?? '',
    dev_no: parts.dev_no ?? '',
    dev_safe_info: parts.dev_safe_info ?? '',
    cainfo: parts.cainfo ?? '',
    signtype: parts.signtype ?? '',
    infver: parts.infver ?? 'V1.0',
    opter_type: parts.opter_type ?? '1',
    opter: parts.opter,
    opter_name: parts.opter_name,
    inf_time: sentAt,
    fixmedins_code: parts.fixmedins_code,
    fixmedins_name: parts.fixmedins_name,
    sign_no: parts.sign_no ?? '',
    input: parts.input,
  };
}

function missing(name: string): NhsaError {
  return new NhsaError('field-missing', name, `\`${name}\` has no usable value`);
}
