import { deepEqual, ok, rejects } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { ConfirmErasureJob } from '../../schemas/identity/jobs.ts';
import { language } from '../../schemas/language.ts';
import type { Job } from '../runtime/context.ts';
import { testPeople } from '../testing/people.ts';
import { confirmErasure, lookAtLog } from './confirm-erasure.job.ts';

async function somebody() {
  const log = createMemoryLog();
  const people = testPeople(log);
  const accountId = randomUUID();
  const email = await people.vault.seal(accountId, 'email', 'mara@example.org');
  const hash = await people.vault.seal(accountId, 'password', 'x');
  const data = { accountId, email, hash, via: 'password', locale: 'en' };
  const command = { type: 'RegisterAccount', data, at: new Date().toISOString() };
  const actor = { kind: 'viewer', id: accountId, account: accountId } as const;
  await executeOn(log)({ streamId: accountId, commandId: randomUUID(), command, actor, correlationId: accountId });
  const job = { input: { kind: 'confirm-erasure', accountId }, signal: new AbortController().signal } as unknown as Job;
  return { tools: { ...people, log, language }, accountId, job };
}

it('counts what the log holds of a person, readable before and sealed for ever after', async () => {
  const { tools, accountId } = await somebody();
  // The address twice, with the registration and with the password, and the hash.
  deepEqual(await lookAtLog(tools, accountId), { place: 'log', left: 3, sealed: 0 });
  await tools.vault.forget(accountId);
  deepEqual(await lookAtLog(tools, accountId), { place: 'log', left: 0, sealed: 3 });
  deepEqual(await lookAtLog(tools, randomUUID()), { place: 'log', left: 0, sealed: 0 });
});

it('confirms place by place when nothing is left', async () => {
  const { tools, job } = await somebody();
  const outcome = await confirmErasure.run(tools, job);
  ok(outcome.kind === 'done');
  const { places } = ConfirmErasureJob.result.parse(outcome.result);
  const names = places.map(({ place }) => place);
  for (const place of ['vault.keys', 'log', 'elsewhere']) ok(names.includes(place), place);
  ok(places.every(({ left }) => left === 0));
});

it('does not confirm while a place holds something', async () => {
  const { tools, job } = await somebody();
  const places = { look: async () => [{ place: 'a table', left: 1, sealed: 0 }] };
  await rejects(async () => confirmErasure.run({ ...tools, places }, job), /still in a table/);
});
