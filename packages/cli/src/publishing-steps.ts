import type { BureauErrorCode } from '@forecheck/bureau';
import type { PackErrorCode } from '@forecheck/pack';
import type { SyncErrorCode } from '@forecheck/sync';

const ROOT_STEP = 'give the newest root of the bureau; compare its digest with the bureau by another way';
const FOREIGN_STEP = 'look at which file, scope or bureau was taken for which';
const REPORT_STEP = 'please report it: commands give what the bureau takes';
const DRAFT_STEP = 'make the draft again, upon what is current now: `forecheck publish <source> --maker <key file>`';
const TOKEN_STEP = 'give a token with `--token-file` or FORECHECK_TOKEN; `forecheck token` makes one';
const DISK_STEP = 'make room on the disk, or give another folder';
const ROLLOUT_STEP = 'finish or withdraw the rollout first; docs/integrating/bureau.md says how';

/** What to do about the refusals of packs, connections and bureaus. */
export const PUBLISHING_STEPS = {
  'bytes-excessive': 'split what is published; whatever is this large from elsewhere is another file',
  'object-malformed': FOREIGN_STEP,
  'field-malformed': 'correct the field that `detail.path` names',
  'type-mismatched': FOREIGN_STEP,
  'format-unsupported': 'use a newer release of forecheck',
  'signature-insufficient': 'sign with keys that the root names, and let the checker sign too',
  'layer-undelegated': 'publish for a layer that the root delegates, or seal a root that delegates this one',
  'root-skipped': ROOT_STEP,
  'version-rolled-back': 'never go back: say the old content again under a new sequence',
  'epoch-mismatched': ROOT_STEP,
  'root-expired': 'seal the next root with a later end; an installation begins with the newest one',
  'head-expired': 'look at whether the bureau still signs heads: GET /health',
  'time-implausible': 'check the clock of this machine',
  'manifest-unexpected': FOREIGN_STEP,
  'layer-dropped': 'name the layer again; to end it, its publishers publish an empty manifest',
  'urgent-excessive': 'say less in it: at most 50 rows, no catalogue, 7 days',
  'digest-mismatched': 'fetch it again from where it came; do not use this one',
  'compression-malformed': 'fetch it again from where it came; do not use this one',
  'core-outdated': 'use a newer release of forecheck',
  'relaxation-forbidden': 'leave the rows of wider layers as they are, or ask who publishes those',
  'key-malformed': 'give a private key of Ed25519 or SM2 as PKCS#8 PEM, and its passphrase where it has one',
  'algorithm-unavailable':
    'use the Node that forecheck asks for, from nodejs.org: another build may lack the algorithm',
  'message-malformed': 'use one release of forecheck on both sides',
  'message-excessive': 'use one release of forecheck on both sides',
  'storage-full': DISK_STEP,
  'storage-failed': 'look at the disk, or at the log of the database',
  'storage-locked': 'stop the other process that uses this folder, or give another folder',
  'stream-quarantined': 'look why the bureau sets every stream of this outbox aside; what was recorded is kept',
  'guard-closed': REPORT_STEP,
  'pack-absent': 'wait for the first pack, or give one that was carried with `--seed`',
  'self-test-failed': 'do not publish it: the rules do not do what their own examples say',
  'option-malformed': 'correct what the message speaks of',
  'bureau-closed': 'start the bureau again, or ask another of its nodes',
  'storage-unreachable': 'look at whether the database runs, and at its address',
  'storage-undurable': 'switch `fsync` and `synchronous_commit` of the database on',
  'schema-unsupported': 'use the release of forecheck that wrote the database, or a newer one',
  'revision-contended': 'do it once more',
  'root-absent': 'start the bureau with the `root.json` of its keys: `forecheck bureau --keys <folder>`',
  'layer-unknown': 'check the name of the layer; publish a regular manifest first',
  'blob-missing': REPORT_STEP,
  'manifest-mismatched': REPORT_STEP,
  'sequence-taken': DRAFT_STEP,
  'draft-outdated': DRAFT_STEP,
  'draft-unknown': 'check the id: `forecheck publish` tells it when it makes a draft',
  'draft-settled': 'nothing, when that is what was wanted; else make another draft',
  'checker-identical': 'let another person check it, with another key and another token',
  'lint-failed': 'see what is wrong: `forecheck lint <source>`',
  'example-failed': 'correct the rule or its example; `forecheck compile <source>` shows what each rule looked at',
  'rollout-absent': ROLLOUT_STEP,
  'rollout-baseless': 'publish the first manifest of a layer for everybody: leave out `--rollout`',
  'rollout-occupied': ROLLOUT_STEP,
  'rollout-shrinking': ROLLOUT_STEP,
  'urgent-occupied': 'say what both say in one source, and give `--replace`',
  'kills-excessive': 'withdraw rules by a manifest, and lift their kill entries',
  'token-missing': TOKEN_STEP,
  'token-refused': TOKEN_STEP,
  'role-insufficient': 'use the token of somebody who may; `forecheck publish --keys` takes an administrator’s',
  'signer-absent': REPORT_STEP,
  'body-malformed': 'correct what `detail.path` names',
  'body-excessive': 'split what is published in two',
  'route-unknown': 'use one release of forecheck on both sides, and the address of the bureau without a path',
  'resource-unknown': 'check the scope: nothing was published there',
  'upstream-unreachable': 'look at the way to the upstream; nothing is lost',
  'stream-malformed': 'give institutions names of 1 to 128 characters',
} as const satisfies Readonly<Record<PackErrorCode | SyncErrorCode | BureauErrorCode, string>>;
