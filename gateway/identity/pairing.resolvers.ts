import { randomUUID } from 'node:crypto';
import { pairingNow } from '../../commands/identity/pairing-now.ts';
import { ApprovePairing, DenyPairing, RedeemPairing, StartPairing } from '../../schemas/identity/pairing.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { language } from '../../schemas/language.ts';
import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand, type Refusal } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { attempt, attemptSignIn, tooMany } from './account-limits.ts';
import { SIGNED_OUT } from './account-password.ts';
import { BAD_COMMAND } from './account.view.ts';
import { admitDevice, tooManyDevices } from './devices.ts';
import {
  CODE_MS,
  networkOf,
  openDeviceCode,
  pairingIdOf,
  readUserCode,
  signDeviceCode,
  userCodeOf,
} from './pairing-code.ts';
import { screenKind } from './screen-kind.ts';
import { standing } from './sign-in-sessions.ts';
import { showSignIn } from './sign-in.view.ts';

/** Between two polls, seconds; and for who asks too often (RFC 8628, 3.5). */
const INTERVAL = 5;
const SLOWER = 10;
/** Codes that are tried until one is free: each is free but for one in millions. */
const TRIES = 5;

const BAD_CODE = refuse(
  'InvalidInput',
  'pairing.bad-code',
  'A code has eight letters, like BCDF-GHJK: no vowels and no digits. Look at it again.',
  'userCode',
).refusal;
const UNKNOWN = refuse(
  'NotFound',
  'pairing.unknown',
  'No screen shows this code now. Look at it again: codes change every ten minutes.',
  'userCode',
).refusal;
const EXPIRED = refuse('CommandRefused', 'pairing.expired', 'This code has ended. Show another one.').refusal;
const LIMITED = refuse(
  'CommandRefused',
  'pairing.limited',
  'This profile does not show everything, so it lets no screen in. Choose another profile first.',
).refusal;
const DENIED = refuse('CommandRefused', 'pairing.denied', 'This screen was not let in. Show another code.').refusal;

/** Screens without a keyboard, and whoever lets them in. */
export const pairingResolvers: ResolverModule = {
  Query: {
    pairing: {
      reads: [],
      async resolve(_parent, { userCode }, context) {
        const found = await findShown(context, userCode);
        if ('refusal' in found) return found.refusal;
        const { code, pairing, pairingId } = found;
        return {
          __typename: 'PairingAsk' as const,
          userCode: code,
          device: pairing.device,
          sameNetwork: pairing.network === networkOf(context.ports.keyring, pairingId, context.address),
          askedAt: new Date(Date.parse(pairing.expiresAt) - CODE_MS).toISOString(),
          expiresAt: pairing.expiresAt,
        };
      },
    },
  } satisfies QueryFields<QueryResolvers, 'pairing'>,
  Mutation: {
    async startPairing(_parent, { commandId, device }, context) {
      if (!isId(commandId)) return BAD_COMMAND;
      const counted = await attempt(context, 'pairings', context.address);
      if (!counted.allowed) return tooMany(counted.retryAfterMs);
      return startPairing(context, commandId, screenKind(device, context.userAgent));
    },
    async pollPairing(_parent, { deviceCode, carry }, context) {
      const { keyring, now } = context.ports;
      const pairingId = await openDeviceCode(keyring, deviceCode, now());
      if (pairingId === undefined) return EXPIRED;
      const polled = await attempt(context, 'polls', pairingId);
      if (!polled.allowed) return { __typename: 'PairingSlowDown' as const, interval: SLOWER };
      return takeSignIn(context, pairingId, carry);
    },
    approvePairing: (_parent, asked, context) => answer(context, asked, ApprovePairing),
    denyPairing: (_parent, asked, context) => answer(context, asked, DenyPairing),
  } satisfies MutationFields<MutationResolvers, 'startPairing' | 'pollPairing' | 'approvePairing' | 'denyPairing'>,
};

async function startPairing(context: RequestContext, commandId: string, device: string) {
  const { keyring, now, log, publicUrl } = context.ports;
  const { browserId } = context.caller;
  const at = now();
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const userCode = userCodeOf(keyring, { commandId, browserId, attempt });
    const pairingId = pairingIdOf(keyring, userCode, at);
    const started = await runCommand(context, {
      commandId: uuid5(commandId, pairingId),
      definition: StartPairing,
      streamId: pairingId,
      data: {
        pairingId,
        device,
        network: networkOf(keyring, pairingId, context.address),
        expiresAt: new Date(at + CODE_MS).toISOString(),
      },
    });
    if (!started.done && started.refusal.code === 'pairing.exists') continue;
    if (!started.done) return started.refusal;
    // A repeat is told what the first one wrote.
    const pairing = await pairingNow({ log, language }, pairingId);
    if (pairing.status === 'none') break;
    const url = `${publicUrl}/pair`;
    return {
      __typename: 'PairingStarted' as const,
      deviceCode: await signDeviceCode(keyring, pairingId, pairing.expiresAt),
      userCode,
      verificationUrl: url,
      verificationUrlComplete: `${url}?code=${userCode}`,
      expiresAt: pairing.expiresAt,
      interval: INTERVAL,
    };
  }
  return refuse('Conflict', 'pairing.contended', 'Too many screens ask at once. Try again.').refusal;
}

/** Signs a screen in that was let in; whoever asks has its device code. */
async function takeSignIn(context: RequestContext, pairingId: string, carry: 'COOKIES' | 'TOKENS') {
  const pairing = await pairingNow({ log: context.ports.log, language }, pairingId);
  if (pairing.status === 'waiting') return { __typename: 'PairingPending' as const, interval: INTERVAL };
  if (pairing.status === 'denied') return DENIED;
  if (pairing.status !== 'approved' || pairing.accountId === undefined || pairing.signInId === undefined)
    return EXPIRED;
  const { accountId, signInId, device } = pairing;
  // Who let it in may have been signed out since, by a new password for example.
  const stands = await standing(context.ports, signInId);
  if (stands === undefined || typeof stands === 'string') return DENIED;
  // Before it is used up: whoever signs another device out meanwhile needs no other code.
  const refused = await admitDevice(context, accountId);
  if (refused !== undefined) return 'full' in refused ? tooManyDevices(context.ports.devicesPerAccount) : refused;
  const signIns = await attemptSignIn(context, accountId);
  if (!signIns.allowed) return tooMany(signIns.retryAfterMs);
  const commandId = randomUUID();
  const redeemed = await runCommand(context, {
    commandId,
    definition: RedeemPairing,
    streamId: pairingId,
    actor: { kind: 'viewer', id: context.caller.browserId, account: accountId },
    data: { pairingId, accountId },
  });
  if (!redeemed.done) return redeemed.refusal;
  return showSignIn(context, { commandId, account: stands.account, method: 'television', device, carry });
}

/** The screen that shows a code, for whoever is signed in. Each wrong guess counts, to the account and to the address. */
async function findShown(context: RequestContext, userCode: string) {
  const { account } = context.caller;
  if (account === undefined) return { refusal: SIGNED_OUT satisfies Refusal };
  const code = readUserCode(userCode);
  if (code === undefined) return { refusal: BAD_CODE };
  const guesses = [
    await attempt(context, 'codes', account.accountId),
    await attempt(context, 'codesFrom', context.address),
  ];
  for (const guess of guesses) if (!guess.allowed) return { refusal: tooMany(guess.retryAfterMs) };
  const { keyring, now, log } = context.ports;
  for (const at of [now(), now() - CODE_MS]) {
    const pairingId = pairingIdOf(keyring, code, at);
    const pairing = await pairingNow({ log, language }, pairingId);
    if (pairing.status === 'none' || now() >= Date.parse(pairing.expiresAt)) continue;
    // Whoever answered may look at it again; to others it is gone.
    if (pairing.status !== 'waiting' && pairing.accountId !== account.accountId) continue;
    for (const guess of guesses) if (guess.allowed) await guess.giveBack();
    return { code, pairingId, pairing, account };
  }
  return { refusal: UNKNOWN };
}

async function answer(
  context: RequestContext,
  { commandId, userCode }: { readonly commandId: string; readonly userCode: string },
  definition: typeof ApprovePairing | typeof DenyPairing,
) {
  if (context.caller.account === undefined) return SIGNED_OUT;
  if (!isId(commandId)) return BAD_COMMAND;
  // A screen that was let in has no limits until somebody chooses a profile there: a child would let themselves out of theirs.
  if (definition === ApprovePairing && context.caller.audience !== undefined) return LIMITED;
  const found = await findShown(context, userCode);
  if ('refusal' in found) return found.refusal;
  const { pairingId, pairing, account } = found;
  const { accountId, signInId } = account;
  const done = await runCommand(context, {
    commandId,
    definition,
    streamId: pairingId,
    data: { pairingId, accountId, ...(definition === ApprovePairing && { signInId }) },
  });
  return done.done ? { __typename: 'PairingAnswered' as const, device: pairing.device } : done.refusal;
}
