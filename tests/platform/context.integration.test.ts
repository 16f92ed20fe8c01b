import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { loadConfig } from '../../platform/config.ts';
import { ROLES } from '../../platform/role-names.ts';
import { serve } from '../../platform/serve.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { connect } from '../../gateway/testing/socket.ts';
import { contextsWithNotes } from '../fixtures/notes-context/contexts.ts';
import { inbox } from '../harness/inbox.ts';
import { startTestServices } from '../harness/services.ts';

const OPERATOR_TOKEN = 'operator-token-of-this-test';
const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };

/** What must be true once a note was taken: one line for each room that the context has a folder in. */
test('a platform runs with a context more, and no file of its machinery knows it', async (t) => {
  const { urls, dataDir, closeFirst } = await startTestServices(t, {
    eventstore: true,
    postgres: true,
    nats: true,
    redis: true,
  });
  const config = loadConfig({
    REPRISE_DATA_DIR: dataDir,
    REPRISE_PORT: '0',
    REPRISE_OPERATOR_TOKEN: OPERATOR_TOKEN,
  });
  const running = await serve(config, ROLES, urls, silentLogger, { contexts: contextsWithNotes });
  closeFirst(() => running.stop());
  const url = new URL(running.urls?.viewer ?? assert.fail('the gateway has no address')).origin;
  const ask = async (query: string, variables: object, as: Record<string, string> = headers) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...as },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as {
      readonly data: Readonly<Record<string, unknown>> | null;
      readonly errors?: readonly unknown[];
    };
  };

  const id = randomUUID();
  const socket = await connect(t, url, { authorization: headers.authorization });
  const changes = socket.subscribe('subscription ($id: ID!) { noteChanged(id: $id) { text words } }', { id });

  const take =
    'mutation ($c: ID!, $id: ID!, $at: DateTime!) { takeNote(commandId: $c, id: $id, text: "three short words", remindAt: $at) { __typename } }';
  const variables = { c: randomUUID(), id, at: new Date().toISOString() };
  assert.deepEqual((await ask(take, variables, {})).data, { takeNote: { __typename: 'NotAllowed' } }, 'a viewer');
  assert.deepEqual(await ask(take, variables), { data: { takeNote: { __typename: 'NoteTaken' } } });

  // The timer fires, the job runs, its result comes back as a command, and the row changes.
  await inbox().until(async () => {
    const { data } = await ask('query ($id: ID!) { note(id: $id) { words } }', { id });
    return (data?.['note'] as { readonly words: number | null } | null)?.words === 3;
  });
  await changes.atLeast(1);

  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  closeFirst(() => log.close());
  const types: string[] = [];
  for await (const event of log.readStream(`reminding-${id}`)) types.push(event.type);
  assert.deepEqual(types, [
    'notes.RemindingStarted',
    'kernel.TimerSet',
    'kernel.TimerFired',
    'kernel.JobRequested',
    'kernel.CommandRequested',
  ]);
});
