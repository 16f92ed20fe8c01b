import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PasskeyId } from '../../schemas/identity/ids.ts';
import { given, testInstant } from '../testing/given.ts';
import { codeDecider } from './code.decider.ts';
import { factorDecider, type FactorEvent } from './factor.decider.ts';
import { accountId, box } from './samples.ts';

const told = { email: box(), locale: 'en' };
const hashOf = (digit: number): string => String(digit).repeat(64);
const hashes = Array.from({ length: 10 }, (_, digit) => hashOf(digit));
const passkeyId = '00000000-0000-4000-8000-0000000000b1' as PasskeyId;
const otherPasskeyId = '00000000-0000-4000-8000-0000000000b2' as PasskeyId;

const totpSet: FactorEvent = { type: 'identity.TotpSet', data: { accountId, secret: box('S'), ...told } };
const codesMade: FactorEvent = { type: 'identity.RecoveryCodesMade', data: { accountId, hashes } };
const totpRemoved: FactorEvent = { type: 'identity.TotpRemoved', data: { accountId, ...told } };
const used = (hash: string): FactorEvent => ({ type: 'identity.RecoveryCodeUsed', data: { accountId, hash, ...told } });
const useOf = (hash: string) => ({ type: 'UseRecoveryCode', data: { accountId, hash, ...told } }) as const;
const key = { accountId, passkeyId, credential: box('C'), name: box('N'), counter: 0, ...told };
const added = (over: Partial<typeof key> = {}): FactorEvent => ({
  type: 'identity.PasskeyAdded',
  data: { ...key, ...over, addedAt: testInstant },
});
const usePasskey = (counter: number) => ({ type: 'UsePasskey', data: { accountId, passkeyId, counter } }) as const;
const setTotp = { type: 'SetTotp', data: { accountId, secret: box('S'), hashes, ...told } } as const;

describe('what proves who somebody is', () => {
  it('is an authenticator app, one at a time, with recovery codes where there are none', () => {
    given(factorDecider).when(setTotp).thenEvents(totpSet, codesMade);
    given(factorDecider, totpSet, codesMade).when(setTotp).thenRefused('totp.exists');
    given(factorDecider, added(), codesMade).when(setTotp).thenEvents(totpSet);
    given(factorDecider, totpSet, codesMade)
      .when({ type: 'RemoveTotp', data: { accountId, ...told } })
      .thenEvents(totpRemoved);
    given(factorDecider)
      .when({ type: 'RemoveTotp', data: { accountId, ...told } })
      .thenEvents();
  });

  it('is a recovery code, once, while there is something that it stands in for', () => {
    given(factorDecider, totpSet, codesMade)
      .when(useOf(hashOf(3)))
      .thenEvents(used(hashOf(3)));
    given(factorDecider, totpSet, codesMade, used(hashOf(3)))
      .when(useOf(hashOf(3)))
      .thenRefused('factor.wrong');
    given(factorDecider, totpSet, codesMade, totpRemoved)
      .when(useOf(hashOf(3)))
      .thenRefused('factor.wrong');
    given(factorDecider, totpSet, codesMade, added(), totpRemoved)
      .when(useOf(hashOf(3)))
      .thenEvents(used(hashOf(3)));
    given(factorDecider)
      .when({ type: 'MakeRecoveryCodes', data: { accountId, hashes } })
      .thenRefused('recovery-codes.for-nothing');
  });

  it('is a passkey, of ten at most, each there once', () => {
    given(factorDecider).when({ type: 'AddPasskey', data: key }).thenEvents(added());
    given(factorDecider, added()).when({ type: 'AddPasskey', data: key }).thenRefused('passkey.exists');
    const ten = Array.from({ length: 10 }, (_, index) =>
      added({ passkeyId: `00000000-0000-4000-8000-00000000${String(index).padStart(4, '0')}` as PasskeyId }),
    );
    given(factorDecider, ...ten)
      .when({ type: 'AddPasskey', data: key })
      .thenRefused('passkey.too-many');
    const absent = { accountId, passkeyId: otherPasskeyId };
    given(factorDecider, added())
      .when({ type: 'RenamePasskey', data: { ...absent, name: box() } })
      .thenRefused('passkey.unknown');
    given(factorDecider, added())
      .when({ type: 'RemovePasskey', data: { ...absent, ...told } })
      .thenRefused('passkey.unknown');
  });

  it('is no passkey whose counter stands still or goes back: it is a copy', () => {
    given(factorDecider, added()).when(usePasskey(0)).thenEvents();
    const counted: FactorEvent = { type: 'identity.PasskeyUsed', data: { accountId, passkeyId, counter: 7 } };
    given(factorDecider, added()).when(usePasskey(7)).thenEvents(counted);
    for (const counter of [7, 6, 0])
      given(factorDecider, added(), counted).when(usePasskey(counter)).thenRefused('factor.wrong');
  });

  it('keeps the passkey that is the only way in', () => {
    const remove = { type: 'RemovePasskey', data: { accountId, passkeyId, ...told } } as const;
    const removed: FactorEvent = { type: 'identity.PasskeyRemoved', data: remove.data };
    given(factorDecider, added())
      .when({ ...remove, data: { ...remove.data, isLastWay: true } })
      .thenRefused('passkey.last-way');
    given(factorDecider, added()).when(remove).thenEvents(removed);
  });

  it('is nothing any more after a reset', () => {
    const reset: FactorEvent = { type: 'identity.FactorsReset', data: { accountId, ...told } };
    const command = { type: 'ResetFactors', data: { accountId, ...told } } as const;
    given(factorDecider, totpSet, codesMade, added()).when(command).thenEvents(reset);
    const { resetPosition, ...left } = given(factorDecider, totpSet, codesMade, added(), reset).state;
    deepEqual(left, factorDecider.initial);
    equal(typeof resetPosition, 'bigint');
    given(factorDecider).when(command).thenEvents();
  });

  it('is a code of the app, once, and none that is older than one that was taken', () => {
    const taken = { type: 'identity.CodeUsed', data: { accountId, step: 50 } } as const;
    const take = (step: number) => ({ type: 'UseCode', data: { accountId, step } }) as const;
    given(codeDecider).when(take(50)).thenEvents(taken);
    for (const step of [49, 50]) given(codeDecider, taken).when(take(step)).thenRefused('factor.used');
    given(codeDecider, taken)
      .when(take(51))
      .thenEvents({ ...taken, data: { accountId, step: 51 } });
  });
});
