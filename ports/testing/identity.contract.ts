import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Identity } from '../identity.ts';

/**
 * What every `Identity` must do, today's and the accounts' that replace it. `staff` is the header `Authorization` of somebody who
 * is staff. There is no double: it needs no service.
 */
export function identityContract(identity: () => Identity, staff: string): void {
  const anonymous = { authorization: undefined, cookies: {}, keeps: true };

  describe('an identity', () => {
    it('takes whoever brings nothing for a viewer of their own, and knows them again by the cookie', async () => {
      const first = await identity().whoIs(anonymous);
      const other = await identity().whoIs(anonymous);
      equal(first.caller.kind, 'viewer');
      notEqual(first.caller.profileId, other.caller.profileId);
      ok(first.cookies[0] !== undefined && first.cookies[0].maxAgeSeconds > 0);
      const cookies = { another: 'x', [first.cookies[0].name]: first.cookies[0].value };
      deepEqual(await identity().whoIs({ authorization: undefined, cookies, keeps: true }), {
        caller: first.caller,
        cookies: [],
      });
    });
    it('knows staff, who have a viewer profile too and keep it', async () => {
      const first = await identity().whoIs({ authorization: staff, cookies: {}, keeps: true });
      deepEqual([first.caller.kind, first.caller.actor.kind], ['staff', 'staff']);
      ok(first.cookies[0] !== undefined);
      const again = await identity().whoIs({
        authorization: staff,
        cookies: { [first.cookies[0].name]: first.cookies[0].value },
        keeps: true,
      });
      deepEqual([again.caller, again.cookies], [first.caller, []]);
    });
    it('refuses nobody: what it does not recognise is an anonymous viewer', async () => {
      const [cookie] = (await identity().whoIs(anonymous)).cookies;
      const name = cookie?.name ?? '';
      for (const authorization of ['', 'Bearer', `${staff}x`, 'Basic eDp5', 'x'.repeat(10_000)])
        for (const value of [undefined, '', 'rubbish', randomUUID(), 'x'.repeat(10_000)]) {
          const { caller } = await identity().whoIs({ authorization, cookies: { [name]: value }, keeps: true });
          deepEqual([caller.kind, caller.actor.kind], ['viewer', 'viewer'], `${authorization} ${value}`);
        }
    });
    it('names a viewer in events by the profile, and says nothing else of them', async () => {
      const { caller } = await identity().whoIs(anonymous);
      deepEqual(caller.actor, { kind: 'viewer', id: caller.profileId });
    });
  });
}
