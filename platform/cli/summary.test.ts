import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domainContexts } from '../../domain/contexts.ts';
import { language } from '../../schemas/language.ts';
import { countEvents } from './summary.ts';

const id = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';

async function* events() {
  for (const [type, stream] of [
    ['kernel.LogStarted', `log-${id}`],
    ['catalog.TitlePublished', `title-${id}`],
    ['kernel.TimerSet', `closing-${id}`],
    ['OrderPlaced', `order-${id}`],
    ['PersistentConfig1', '$persistentSubscriptionConfig'],
    ['catalog.TitlePublished', 'somebody-elses'],
  ] as const)
    yield { type, stream };
}

test('a run counts the events of the platform’s own streams, and nobody else’s', async () => {
  assert.deepEqual(await countEvents(events()), { titlesPublished: 1, eventsWritten: 2 });
});

test('the streams of every decider and process are the platform’s own', () => {
  for (const { deciders, processes } of domainContexts)
    for (const { category } of [...deciders, ...processes])
      assert.ok(language.isOwnStream(`${category}-${id}`), `${category}: name it in the context's \`processes\``);
});
