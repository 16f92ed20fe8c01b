import { equal, rejects } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemoryVault } from '../../ports/testing/memory-vault.ts';
import { signedInAccount } from '../testing/account.ts';
import { pick, startTestGateway } from '../testing/start.ts';
import { KeyLost, withoutSecondKeys } from './known-keys.ts';

test('whoever begins gets a key, and whoever has one goes on; one that was lost is made for nobody a second time', async () => {
  const log = createMemoryLog();
  const vault = createMemoryVault();
  const guarded = withoutSecondKeys(vault, log);
  const mara = await signedInAccount({ log, vault });
  const [name] = await vault.open('name', [await guarded.seal(mara.accountId, 'name', 'Mara')]);
  equal(name, 'Mara');
  const fresh = randomUUID();
  equal((await vault.open('email', [await guarded.seal(fresh, 'email', 'x@example.org')]))[0], 'x@example.org');

  // An older dump of the vault knows nothing of her.
  const older = createMemoryVault();
  await rejects(withoutSecondKeys(older, log).seal(mara.accountId, 'name', 'Mara'), KeyLost);
  const box = await vault.seal(mara.accountId, 'name', 'Mara');
  equal((await older.open('name', [box]))[0], undefined, 'and what is sealed does not throw for another key');
});

test('an account whose key was lost is answered that it cannot be changed now, and its stream stays as it is', async (t) => {
  const vault = createMemoryVault();
  const started = await startTestGateway(t);
  const mara = await signedInAccount({ log: started.log, vault });
  const before = started.log.events.length;
  const answer = await started.ask(
    `mutation { changeEmail(commandId: "${randomUUID()}", email: "new@example.org") { __typename } }`,
    {},
    { headers: mara.headers },
  );
  equal(answer.errors[0]?.extensions.code, 'UNAVAILABLE', JSON.stringify(answer));
  equal(pick(answer, 'changeEmail'), undefined);
  equal(started.log.events.length, before);
});
