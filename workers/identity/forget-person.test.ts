import { deepEqual, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { ForgetPersonJob } from '../../schemas/identity/jobs.ts';
import type { Job } from '../runtime/context.ts';
import { testPeople } from '../testing/people.ts';
import { forgetPerson } from './forget-person.job.ts';

it('destroys the key of one person, says so place by place, and says the same when it is done again', async () => {
  const people = testPeople();
  const [accountId, other] = [randomUUID(), randomUUID()];
  const boxes = [await people.vault.seal(accountId, 'email', 'one'), await people.vault.seal(other, 'email', 'two')];
  const job = { jobId: randomUUID(), input: { kind: 'forget-person', accountId } } as unknown as Job;
  const outcome = await forgetPerson.run(people, job);
  ok(outcome.kind === 'done');
  const { places } = ForgetPersonJob.result.parse(outcome.result);
  ok(places.length > 0 && places.every(({ left }) => left === 0));
  deepEqual(await people.vault.open('email', boxes), [undefined, 'two']);
  deepEqual(await forgetPerson.run(people, job), outcome);
});
