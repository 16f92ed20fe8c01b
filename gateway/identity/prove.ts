import { readFactors } from '../../commands/identity/read-factors.ts';
import { UseCode, UseRecoveryCode } from '../../schemas/identity/factor.commands.ts';
import type { ConfirmMethod } from '../../schemas/identity/sign-in.events.ts';
import type { Sealed } from '../../schemas/kernel/sealed.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { refuse, runCommand, type Refusal } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { provingActor } from '../http/identity.ts';
import { attemptCode, attemptPassword, tooMany } from './account-limits.ts';
import type { AccountNow } from '../../commands/identity/account-now.ts';
import { checkPasskey, usePasskey, WRONG_PASSKEY } from './passkey-check.ts';
import { hashOfRecoveryCode } from './recovery-codes.ts';
import { stepOfCode } from './totp.ts';

/** What somebody brings to prove who they are, beside a password: one of these. */
export interface Proof {
  readonly code?: string | null | undefined;
  readonly recoveryCode?: string | null | undefined;
  /** What a browser answered, as JSON. */
  readonly passkey?: string | null | undefined;
}

const NO_PROOF = refuse(
  'InvalidInput',
  'factor.no-proof',
  'Say one of the ways to prove that it is you.',
  'code',
).refusal;
const WRONG_CODE = refuse(
  'InvalidInput',
  'factor.wrong',
  'This code does not fit. Look at the app again: it shows another one every half a minute.',
  'code',
).refusal;
const WRONG_RECOVERY_CODE = refuse(
  'InvalidInput',
  'factor.wrong',
  'This is none of your recovery codes, or it was used before.',
  'recoveryCode',
).refusal;

type Owner = Pick<AccountNow, 'accountId' | 'email' | 'locale'>;

/**
 * Looks at a proof, and uses it up. Saying it twice with one command uses it once.
 * @returns how it was proved, or why it was not
 */
export async function prove(
  context: RequestContext,
  owner: Owner,
  { commandId, code, recoveryCode, passkey }: Proof & { readonly commandId: string },
  purpose: 'second-factor' | 'confirm',
): Promise<ConfirmMethod | Refusal> {
  if (typeof code === 'string') return byCode(context, owner, { commandId, code });
  if (typeof recoveryCode === 'string') return byRecoveryCode(context, owner, { commandId, recoveryCode });
  if (typeof passkey === 'string') return byPasskey(context, owner, { passkey, purpose });
  return NO_PROOF;
}

async function byPasskey(
  context: RequestContext,
  { accountId }: Owner,
  { passkey, purpose }: { readonly passkey: string; readonly purpose: 'second-factor' | 'confirm' },
): Promise<ConfirmMethod | Refusal> {
  // Nobody finds a signature by trying; still nobody tries without end.
  const attempt = await attemptPassword(context, `passkey ${accountId}`);
  if (!attempt.allowed) return tooMany(attempt.retryAfterMs);
  const right = await checkPasskey(context, passkey, { purpose, accountId });
  if (right === undefined) return WRONG_PASSKEY;
  const refused = await usePasskey(context, right);
  if (refused !== undefined) return refused;
  await attempt.giveBack();
  return 'passkey';
}

async function byCode(
  context: RequestContext,
  { accountId }: Owner,
  { commandId, code }: { readonly commandId: string; readonly code: string },
): Promise<ConfirmMethod | Refusal> {
  const { totp } = await readFactors(context.ports.log, accountId);
  return checkCode(context, { accountId, commandId, code, box: totp });
}

/** A code against a secret, whoever has it: counted, and used up. @param given.box the sealed secret; undefined: no code is right */
export async function checkCode(
  context: RequestContext,
  given: {
    readonly accountId: string;
    readonly commandId: string;
    readonly code: string;
    readonly box: Sealed | undefined;
  },
): Promise<'code' | Refusal> {
  const { accountId, commandId, code, box } = given;
  const { ports } = context;
  const attempt = await attemptCode(context, accountId);
  if (!attempt.allowed) return tooMany(attempt.retryAfterMs);
  const [secret] = box === undefined ? [] : await ports.vault.open('totp', [box]);
  const step = secret === undefined ? undefined : stepOfCode(secret, code, ports.now());
  if (step === undefined) return WRONG_CODE;
  const used = await runCommand(context, {
    commandId: uuid5(commandId, `use-code/${step}`),
    definition: UseCode,
    streamId: accountId,
    actor: provingActor(context.caller, accountId),
    data: { accountId, step },
  });
  if (!used.done) return { ...used.refusal, path: 'code' };
  await attempt.giveBack();
  return 'code';
}

async function byRecoveryCode(
  context: RequestContext,
  { accountId, email, locale }: Owner,
  { commandId, recoveryCode }: { readonly commandId: string; readonly recoveryCode: string },
): Promise<ConfirmMethod | Refusal> {
  // Nobody finds one by trying; still nobody tries without end.
  const attempt = await attemptPassword(context, `recovery ${accountId}`);
  if (!attempt.allowed) return tooMany(attempt.retryAfterMs);
  const hash = hashOfRecoveryCode(accountId, recoveryCode);
  if (hash === undefined) return WRONG_RECOVERY_CODE;
  const used = await runCommand(context, {
    // The code is a part of the name: a repeat with another one is no repeat.
    commandId: uuid5(commandId, `use-recovery-code/${hash}`),
    definition: UseRecoveryCode,
    streamId: accountId,
    actor: provingActor(context.caller, accountId),
    data: { accountId, hash, email, locale },
  });
  if (!used.done) return used.refusal.code === 'factor.wrong' ? WRONG_RECOVERY_CODE : used.refusal;
  await attempt.giveBack();
  return 'recovery-code';
}
