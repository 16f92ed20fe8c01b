import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import { z } from 'zod';
import { readFactors } from '../../commands/identity/read-factors.ts';
import { AddPasskey } from '../../schemas/identity/factor.commands.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import { accountActor } from '../http/identity.ts';
import { BAD_COMMAND } from './account.view.ts';
import { holdRolesNow } from './hold-roles.ts';
import { ownerToChange } from './owner.ts';
import { newChallenge, openChallenge, PASSKEY_MS, relyingPartyOf, useUp } from './passkey-challenge.ts';
import {
  openCredentials,
  parseJson,
  passkeyIdOf,
  transportsOf,
  WRONG_PASSKEY,
  type Credential,
} from './passkey-check.ts';
import { checked, Name } from './profile.input.ts';

export const NOT_HERE = refuse(
  'CommandRefused',
  'passkey.not-here',
  'Passkeys need a name such as films.example in the address of this page; a number does not do.',
).refusal;

const Made = z.object({
  id: z.string(),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
});

/** What a browser makes a passkey of: one that it finds by itself, and that asks its owner who they are. */
export async function addPasskeyOptions(context: RequestContext) {
  const owner = await ownerToChange(context);
  if ('__typename' in owner) return owner;
  const party = relyingPartyOf(context.ports);
  if (party === undefined) return NOT_HERE;
  const { accountId } = owner.account;
  const { passkeys } = await readFactors(context.ports.log, accountId);
  const known = await openCredentials(context, passkeys);
  const options = await generateRegistrationOptions({
    rpName: 'Reprise',
    rpID: party.id,
    userID: new TextEncoder().encode(accountId),
    userName: owner.address,
    userDisplayName: owner.address,
    challenge: await newChallenge(context.ports, 'add', accountId),
    timeout: PASSKEY_MS,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map((each) => ({ id: each.id, transports: transportsOf(each) })),
  });
  return { __typename: 'PasskeyOptions' as const, json: JSON.stringify(options) };
}

/** What a browser made, once it was looked at. Undefined: it was not made here, now, and for this account. */
async function checkNew(context: RequestContext, accountId: string, given: string) {
  const party = relyingPartyOf(context.ports);
  const { data: made } = Made.safeParse(parseJson(given));
  if (party === undefined || made === undefined) return undefined;
  let jti: string | undefined;
  const { id, rawId, type } = made;
  const { clientDataJSON, attestationObject, transports } = made.response;
  const verified = await verifyRegistrationResponse({
    response: { id, rawId, type, clientExtensionResults: {}, response: { clientDataJSON, attestationObject } },
    async expectedChallenge(challenge) {
      jti = await openChallenge(context.ports, 'add', challenge, accountId);
      return jti !== undefined;
    },
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    // It throws at whatever does not fit.
  }).catch(() => undefined);
  if (verified?.verified !== true || jti === undefined) return undefined;
  const { credential } = verified.registrationInfo;
  const kept: Credential = {
    id: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    transports,
  };
  return { kept, counter: credential.counter, jti };
}

/** Adds a passkey to the account of whoever is signed in. */
export async function addPasskey(
  context: RequestContext,
  given: { readonly commandId: string; readonly passkey: string; readonly name: string },
) {
  const owner = await ownerToChange(context);
  if ('__typename' in owner) return owner;
  const { commandId } = given;
  if (!isId(commandId)) return BAD_COMMAND;
  const name = checked(Name, given.name, 'name');
  if ('refusal' in name) return name.refusal;
  const { accountId, email, locale } = owner.account;
  const made = await checkNew(context, accountId, given.passkey);
  if (made === undefined || !(await useUp(context.ports, made.jti))) return WRONG_PASSKEY;
  const { vault } = context.ports;
  const answer = await runCommand(context, {
    commandId,
    definition: AddPasskey,
    streamId: accountId,
    data: {
      accountId,
      passkeyId: passkeyIdOf(accountId, made.kept.id),
      credential: await vault.seal(accountId, 'passkey', JSON.stringify(made.kept)),
      name: await vault.seal(accountId, 'name', name.value),
      counter: made.counter,
      email,
      locale,
    },
    actor: accountActor(owner.own, context.caller.profileId),
  });
  if (!answer.done) return answer.refusal;
  await holdRolesNow(context);
  return { __typename: 'FactorChanged' as const, token: answer.token };
}
