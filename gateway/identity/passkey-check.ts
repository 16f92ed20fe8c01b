import { verifyAuthenticationResponse, type AuthenticatorTransport } from '@simplewebauthn/server';
import { z } from 'zod';
import { readFactors, type Passkey } from '../../commands/identity/read-factors.ts';
import { UsePasskey } from '../../schemas/identity/factor.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { refuse, runCommand, type Refusal } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import { provingActor } from '../http/identity.ts';
import { openChallenge, relyingPartyOf, useUp, type PasskeyPurpose } from './passkey-challenge.ts';

/** More than browsers say. */
const MAX_LENGTH = 20_000;
const text = z.string().max(MAX_LENGTH);
const Transports = z.array(z.string().max(40)).max(10);

export const WRONG_PASSKEY = refuse(
  'InvalidInput',
  'factor.wrong',
  'This passkey was not taken. Try again, or use another way.',
  'passkey',
).refusal;

const Used = z.object({
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: text, authenticatorData: text, signature: text, userHandle: text.nullish() }),
});

/** JSON that a browser made, as long as one may be. */
export function parseJson(given: string): unknown {
  if (given.length > MAX_LENGTH) return undefined;
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}

/** What is kept of a passkey, sealed. */
export const Credential = z.strictObject({ id: text, publicKey: text, transports: Transports });
export type Credential = z.infer<typeof Credential>;
export const transportsOf = ({ transports }: Credential) => transports as AuthenticatorTransport[];

/** One credential of an account is one passkey. */
export const passkeyIdOf = (accountId: string, credentialId: string): string =>
  uuid5(accountId, `passkey/${credentialId}`);

/** Credentials of an account that its key still opens. */
export async function openCredentials(
  { ports: { vault } }: Pick<RequestContext, 'ports'>,
  passkeys: readonly Passkey[],
): Promise<readonly Credential[]> {
  const opened = await vault.open(
    'passkey',
    passkeys.map(({ credential }) => credential),
  );
  return opened.flatMap((json) => (json === undefined ? [] : [Credential.parse(JSON.parse(json))]));
}

/** A passkey that signed what it was asked to. It counts when it is used up. */
export interface RightPasskey {
  readonly accountId: string;
  readonly passkeyId: string;
  readonly counter: number;
  readonly jti: string;
}

/** The account that a passkey names by itself. */
const ownerOf = (userHandle: string | null | undefined): string =>
  Buffer.from(userHandle ?? '', 'base64url').toString('latin1');

/**
 * Looks at what a passkey signed: by a key of this account, for this purpose, on a page of ours, by somebody who showed the device who
 * they are. Nothing is used up.
 * @param wanted.accountId whose it has to be; left out: whom it names
 */
export async function checkPasskey(
  context: RequestContext,
  given: string,
  wanted: { readonly purpose: PasskeyPurpose; readonly accountId?: string },
): Promise<RightPasskey | undefined> {
  const party = relyingPartyOf(context.ports);
  const { data: response } = Used.safeParse(parseJson(given));
  if (party === undefined || response === undefined) return undefined;
  const accountId = wanted.accountId ?? ownerOf(response.response.userHandle);
  if (!isId(accountId)) return undefined;
  const passkeyId = passkeyIdOf(accountId, response.id);
  const { passkeys } = await readFactors(context.ports.log, accountId);
  const passkey = passkeys.find((each) => each.passkeyId === passkeyId);
  const [credential] = passkey === undefined ? [] : await openCredentials(context, [passkey]);
  if (passkey === undefined || credential === undefined) return undefined;
  let jti: string | undefined;
  const isOurs = async (challenge: string): Promise<boolean> => {
    jti = await openChallenge(context.ports, wanted.purpose, challenge, wanted.accountId);
    return jti !== undefined;
  };
  const { id, rawId, type } = response;
  const { clientDataJSON, authenticatorData, signature } = response.response;
  const verified = await verifyAuthenticationResponse({
    response: {
      id,
      rawId,
      type,
      clientExtensionResults: {},
      response: { clientDataJSON, authenticatorData, signature },
    },
    expectedChallenge: isOurs,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: credential.id,
      publicKey: new Uint8Array(Buffer.from(credential.publicKey, 'base64url')),
      counter: passkey.counter,
    },
    // It throws at whatever does not fit.
  }).catch(() => undefined);
  if (verified?.verified !== true || jti === undefined) return undefined;
  return { accountId, passkeyId, counter: verified.authenticationInfo.newCounter, jti };
}

/** Uses up what a passkey signed. Undefined: it counts. */
export async function usePasskey(
  context: RequestContext,
  { accountId, passkeyId, counter, jti }: RightPasskey,
): Promise<Refusal | undefined> {
  if (!(await useUp(context.ports, jti))) return WRONG_PASSKEY;
  const used = await runCommand(context, {
    commandId: uuid5(jti, 'use-passkey'),
    definition: UsePasskey,
    streamId: accountId,
    actor: provingActor(context.caller, accountId),
    data: { accountId, passkeyId, counter },
  });
  if (used.done) return undefined;
  return ['factor.wrong', 'passkey.unknown'].includes(used.refusal.code) ? WRONG_PASSKEY : used.refusal;
}
