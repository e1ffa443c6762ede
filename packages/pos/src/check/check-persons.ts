import { assessIdentity } from '../identity/assess-identity.ts';
import { type IdentityNumber, isSamePerson } from '../identity/identity-number.ts';
import type { Purchase } from '../model/purchase.ts';
import { type CheckContext, miss, report } from './context.ts';

/** Checks 1 to 5: every number on the sale is one that its document can carry. */
export function checkIdentities(context: CheckContext): void {
  for (const [fact, identity] of identitiesOf(context.purchase)) {
    const evidence = [{ fact, value: identity.kind }];
    const assessed = assessIdentity(identity, context.day);
    if (assessed.kind === 'unsound') report(context, assessed.code, [], evidence);
    else if (identity.kind === 'resident-card-15') report(context, 'ID.LEGACY15', [], evidence);
    else if (UNVERIFIED.has(identity.kind)) report(context, 'ID.UNVERIFIED', [], evidence);
  }
}

/** Each number once: the holder of a credential is most often the person of use. */
function identitiesOf({ user, credential, agent, mutual }: Purchase): readonly [string, IdentityNumber][] {
  const all: [string, IdentityNumber | undefined][] = [
    ['user.identity', user?.identity],
    ['credential.holder', credential?.holder],
    ['agent.agent', agent?.agent],
    ['agent.principal', agent?.principal],
    ['mutual.holder', mutual?.holder],
  ];
  const given = all.filter((entry): entry is [string, IdentityNumber] => entry[1] !== undefined);
  return given.filter(
    ([, one], index) => given.findIndex(([, other]) => other.kind === one.kind && isSamePerson(one, other)) === index,
  );
}

/** Checks 6 to 9: the credential is there, here, fresh, in force, and the holder's own benefit is what is used. */
export function checkCredential(context: CheckContext): void {
  const { purchase, insured, settings } = context;
  if (insured.length === 0) return;
  const { credential, user } = purchase;
  if (credential === undefined) {
    report(context, 'CRED.MISSING', insured);
    return;
  }
  const own = insured.filter(({ funding }) => funding === 'account');
  const pooled = insured.filter(({ funding }) => funding === 'pool');
  if (credential.holder === undefined) miss(context, 'CRED.HOLDER', insured, 'credential.holder');
  else if (user?.identity === undefined) miss(context, 'CRED.HOLDER', insured, 'user.identity');
  else if (!isSamePerson(credential.holder, user.identity)) {
    const evidence = [{ fact: 'credential.holder', value: 'another-person', bound: 'user.identity' }];
    if (pooled.length > 0) report(context, 'PAY.POOL_OTHER', pooled, evidence);
    if (own.length > 0) report(context, 'CRED.HOLDER', own, evidence);
  }
  checkDecoding(context);
  checkStatus(context);
  if (credential.isInpatient === true) {
    report(context, 'PERSON.INPATIENT', insured, [{ fact: 'credential.isInpatient', value: 'true' }]);
  }
  // Reading it here keeps the bound beside the fact, where a reviewer looks for both.
  const age = credential.decodedAt === undefined ? NaN : (purchase.at - credential.decodedAt) / 1000;
  if (Number.isNaN(age)) miss(context, 'CRED.STALE', insured, 'credential.decodedAt');
  else if (age > settings.parameters.credentialAgeSecondsMax || age < 0) {
    report(context, 'CRED.STALE', insured, [
      {
        fact: 'credential.ageSeconds',
        value: String(Math.floor(age)),
        bound: String(settings.parameters.credentialAgeSecondsMax),
      },
    ]);
  }
}

/** A code photographed elsewhere is decoded elsewhere, or on no terminal of this store. */
function checkDecoding(context: CheckContext): void {
  const { credential, terminal } = context.purchase;
  if (credential?.terminalId === undefined) miss(context, 'CRED.REMOTE', context.insured, 'credential.terminalId');
  else if (terminal?.id === undefined) miss(context, 'CRED.REMOTE', context.insured, 'terminal.id');
  else if (credential.terminalId !== terminal.id) {
    report(context, 'CRED.REMOTE', context.insured, [
      { fact: 'credential.terminalId', value: credential.terminalId, bound: terminal.id },
    ]);
  }
}

function checkStatus(context: CheckContext): void {
  const { purchase, insured, settings } = context;
  const { status, statusAt } = purchase.credential ?? {};
  if (status === undefined) miss(context, 'CRED.STATUS', insured, 'credential.status');
  else if (status !== 'normal') {
    report(context, 'CRED.STATUS', insured, [{ fact: 'credential.status', value: status, bound: 'normal' }]);
  } else if (statusAt === undefined) miss(context, 'CRED.STATUS_AGE', insured, 'credential.statusAt');
  else {
    const minutes = Math.floor((purchase.at - statusAt) / 60_000);
    const bound = settings.parameters.personStatusAgeMinutesMax;
    if (minutes > bound || minutes < 0) {
      report(context, 'CRED.STATUS_AGE', insured, [
        { fact: 'credential.statusAgeMinutes', value: String(minutes), bound: String(bound) },
      ]);
    }
  }
}

/** Checks 11 to 14: who buys for somebody else says for whom and why, and both are recorded. */
export function checkAgent(context: CheckContext): void {
  const { purchaser, agent, user } = context.purchase;
  if (purchaser === undefined && agent === undefined) {
    if (context.insured.length > 0) miss(context, 'PROXY.IDS', context.insured, 'purchaser');
    return;
  }
  if (purchaser === 'insured-person') return;
  const missing = [
    ...(agent?.agent === undefined ? ['agent.agent'] : []),
    ...(agent?.principal === undefined ? ['agent.principal'] : []),
  ];
  if (missing.length > 0) {
    report(
      context,
      'PROXY.IDS',
      [],
      missing.map((fact) => ({ fact, value: 'absent', bound: 'recorded' })),
    );
  } else if (user?.identity !== undefined && !isSamePerson(agent!.principal!, user.identity)) {
    report(context, 'PROXY.IDS', [], [{ fact: 'agent.principal', value: 'another-person', bound: 'user.identity' }]);
  } else if (isSamePerson(agent!.agent!, agent!.principal!)) {
    report(context, 'PROXY.IDS', [], [{ fact: 'agent.agent', value: 'same-person', bound: 'another-person' }]);
  }
  // One question at a time: without identities the reason is asked together with them.
  if (agent !== undefined && missing.length === 0 && agent.reason === undefined) {
    report(context, 'PROXY.REASON', [], [{ fact: 'agent.reason', value: 'absent', bound: 'recorded' }]);
  }
  if (agent?.isStaff === true) report(context, 'PROXY.STAFF', [], [{ fact: 'agent.isStaff', value: 'true' }]);
  const principals = (agent?.otherPrincipals ?? 0) + 1;
  const bound = context.settings.parameters.agentPrincipalsMax;
  if (principals > bound) {
    report(context, 'PROXY.FREQ', [], [{ fact: 'agent.principals', value: String(principals), bound: String(bound) }]);
  }
  const special = context.lines.filter(({ specials }) => specials.has('psychotropic-2') || specials.has('ephedrine'));
  if (special.length > 0) report(context, 'PROXY.CLASS', special, [{ fact: 'purchaser', value: 'agent' }]);
}

const UNVERIFIED: ReadonlySet<string> = new Set([
  'hmt-travel-permit',
  'passport',
  'household-register',
  'birth-certificate',
]);
