import type { Decision, Phase, RuleId } from '@forecheck/core';
import type { PrecheckOptions, PrecheckResponseOptions } from '@forecheck/nhsa';
import type { CdsSettings } from '../cds-hooks/settings.ts';
import type { LogLevel } from '../log/log.ts';
import type { PluginLimits } from './limits.ts';

/** The configuration file, as JSON. Paths are taken from the folder in which the file lies. */
export interface PluginConfig {
  readonly $schema?: string;
  /** Where packs, outbox, tokens and the audit trail lie; of this plugin alone, on a local disk. */
  readonly folder: string;
  /** Who it is, as its token at the bureau says. */
  readonly institution: string;
  /** Where it stands, such as `cn/330000/330100/h1`. */
  readonly scope: string;
  /** File of the sealed root, which came with the installation. */
  readonly root: string;
  /** Bureau nodes or relays, taken in turn. With none, packs come by hand. */
  readonly urls?: readonly string[];
  /** A carried folder, for a first start without network. */
  readonly seed?: string;
  /** File with the token that admits it at the bureau. */
  readonly bureauTokenFile?: string;
  /** File with a key of at least 16 bytes, by which encounters are told apart outside without being named. */
  readonly encounterKeyFile?: string;
  /** Whether the words of an override leave the institution. True, unless told otherwise. */
  readonly deliversReasons?: boolean;
  readonly listen?: ListenConfig;
  /** Pages that may call: `https://his.hospital.example`. A pairing adds its own. */
  readonly origins?: readonly string[];
  /**
   * Lets programs of this machine call `/nhsa` without a token: no browser is among them, but every program of every user
   * of this machine is. For a HIS that can be told an address and nothing else.
   */
  readonly nativeWithoutToken?: boolean;
  readonly limits?: Partial<PluginLimits>;
  readonly policy?: PolicyConfig;
  readonly nhsa?: NhsaConfig;
  /** How CDS Hooks requests are read and answered. */
  readonly cdsHooks?: CdsSettings;
  readonly audit?: AuditConfig;
  readonly log?: { readonly level?: LogLevel };
  /** File of the widget's script; the one that comes with the program, unless told otherwise. */
  readonly widget?: string;
}

/** Where it listens. */
export interface ListenConfig {
  /** This machine alone, unless told otherwise. Any other address needs `tls`. */
  readonly host?: string;
  /** {@link PLUGIN_PORT}, unless told otherwise; 0 is any that is free. */
  readonly port?: number;
  /** Further names under which it is called, as browsers send them: `check.hospital.example:18421`. */
  readonly hosts?: readonly string[];
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
}

/** What the institution wants where a check cannot be made. */
export interface PolicyConfig {
  /** Whether work goes on when nothing could be judged: no pack yet, or a question that cannot be read. Open, unless told otherwise. */
  readonly whenUnable?: Readonly<Partial<Record<Phase, 'open' | 'closed'>>>;
  /** Rules that must be decided: where a fact is missing, the decision is at least this. */
  readonly whenUndetermined?: readonly UndeterminedPolicy[];
  /** Once the pack has been stale for so long, no decision is stricter than this. */
  readonly whenStale?: { readonly afterMs: number; readonly decisionMax: Decision };
}

/** What is done when a rule lacks a fact. */
export interface UndeterminedPolicy {
  readonly rule: RuleId;
  /** In this phase alone. */
  readonly phase?: Phase;
  readonly decision: Decision;
}

/** How messages of the national interface are read and answered. */
export interface NhsaConfig {
  readonly request?: Omit<PrecheckOptions, 'asOf'>;
  readonly response?: Omit<PrecheckResponseOptions, 'respondedAt' | 'receivedAt' | 'sequence'>;
  /**
   * What is answered when nothing could be judged. `failure`, unless told otherwise, because an answer without findings says
   * that nothing was found; `policy` gives such an answer all the same where `policy.whenUnable` is open.
   */
  readonly whenUnable?: 'failure' | 'policy';
}

/** The audit trail. */
export interface AuditConfig {
  /** Whether every check is written down, or only dispositions and who may call. True, unless told otherwise. */
  readonly checks?: boolean;
  /** A file is followed by the next one beyond this. */
  readonly fileBytesMax?: number;
}

/** Where the plugin listens unless told otherwise. */
export const PLUGIN_PORT = 18_421;
