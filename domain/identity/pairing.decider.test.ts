import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testRecording } from '../testing/given.ts';
import { pairingDecider, type PairingCommand } from './pairing.decider.ts';

const [pairingId, mara, eve, signInId] = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const BEFORE = '2026-01-01T00:09:59.999Z';
const END = '2026-01-01T00:10:00.000Z';

const { decide, evolve, initial } = pairingDecider;
const say = (type: string, data: object, at = BEFORE) => ({ type, data: { pairingId, ...data }, at }) as PairingCommand;
const start = say('StartPairing', { device: 'Television', network: 'n', expiresAt: END });
const approve = (accountId: string, at?: string) => say('ApprovePairing', { accountId, signInId }, at);
const deny = (accountId: string, at?: string) => say('DenyPairing', { accountId }, at);
const redeem = (accountId: string, at?: string) => say('RedeemPairing', { accountId }, at);

/** What came of each command, one after the other: the event, `-` for nothing to do, or the code of the refusal. */
function play(...commands: readonly PairingCommand[]): readonly string[] {
  let state = initial;
  return commands.map((command) => {
    const decision = decide(command, state);
    if (decision.kind === 'rejected') return decision.rejection.code;
    for (const event of decision.events) state = evolve(state, event, testRecording(0));
    return decision.events.map(({ type }) => type.replace('identity.Pairing', '')).join() || '-';
  });
}

test('a screen is let in once, by whoever answers first', () => {
  assert.deepEqual(
    play(start, start, redeem(mara), approve(mara), approve(mara), approve(eve), deny(eve), redeem(eve), redeem(mara)),
    [
      'Started',
      'pairing.exists',
      'pairing.expired',
      'Approved',
      '-',
      'pairing.unknown',
      'pairing.unknown',
      'pairing.expired',
      'Redeemed',
    ],
  );
  assert.deepEqual(play(start, approve(mara), redeem(mara), redeem(mara), approve(mara), deny(mara)).slice(3), [
    'pairing.expired',
    'pairing.unknown',
    'pairing.unknown',
  ]);
});

test('who let it in may change their mind until it is in', () => {
  assert.deepEqual(play(start, approve(mara), deny(mara), deny(mara), redeem(mara), approve(mara)).slice(2), [
    'Denied',
    '-',
    'pairing.expired',
    'pairing.unknown',
  ]);
});

test('a code ends', () => {
  assert.deepEqual(play(start, approve(mara, END), deny(mara, END), approve(mara), redeem(mara, END)), [
    'Started',
    'pairing.unknown',
    'pairing.unknown',
    'Approved',
    'pairing.expired',
  ]);
  assert.deepEqual(play(approve(mara), deny(mara), redeem(mara)), [
    'pairing.unknown',
    'pairing.unknown',
    'pairing.expired',
  ]);
});
