import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { gatewayContexts } from './contexts.ts';
import type { GatewayContext } from './graphql/context-module.ts';
import { follow } from './graphql/follow.ts';
import type { Loader } from './graphql/loader.ts';
import { connect } from './testing/socket.ts';
import { pick, startTestGateway } from './testing/start.ts';

/** A context that no file of the machinery knows: notes that staff write and everybody reads. */
function notesContext(notes: Map<string, string>): GatewayContext & { readonly state: { ended: boolean } } {
  const state = { ended: false };
  const noteById: Loader<string> = {
    name: 'note by id',
    load: async (_ports, ids) => new Map(ids.flatMap((id) => (notes.has(id) ? [[id, notes.get(id) ?? '']] : []))),
  };
  const view = (id: string, text: string | undefined) => (text === undefined ? null : { id, text });
  return {
    state,
    name: 'notes',
    sdl: `
      extend type Query { "A note." note(id: ID!): Note @allow(to: [VIEWER, STAFF]) }
      extend type Mutation { "Writes one." writeNote(id: ID!, text: String!): WriteNoteResult! @allow(to: [STAFF]) }
      extend type Subscription { "One changed." noteChanged(id: ID): Note! @allow(to: [VIEWER, STAFF]) }
      union WriteNoteResult = NoteWritten | NotAllowed
      type NoteWritten @allow(to: [STAFF]) { note: Note! }
      type Note @allow(to: [VIEWER, STAFF]) { id: ID!  text: String!  secret: String @allow(to: [STAFF])  forgotten: Draft }
      type Draft { text: String }
    `,
    resolvers: [
      {
        Query: {
          note: {
            reads: ['notes'],
            resolve: async (_parent, { id }: { id: string }, context) => view(id, await context.load(noteById, id)),
          },
        },
        Mutation: {
          writeNote(_parent, { id, text }: { id: string; text: string }, context) {
            notes.set(id, text);
            context.ports.signals.publish(`read.notes.${id}`, {});
            return { __typename: 'NoteWritten', note: { id, text } };
          },
        },
        Subscription: {
          noteChanged: {
            subscribe: ({ id }: { id?: string | null }, context) =>
              follow(context, {
                topic: 'note',
                id,
                find: async ({ key }) => view(key, await context.load(noteById, key)) ?? undefined,
              }),
          },
        },
      },
    ],
    loaders: [noteById],
    feeds: { note: 'read.notes.*' },
    routes: (app) => app.get('/notes/:token/list', async () => [...notes.values()]),
    background: () => async () => {
      state.ended = true;
    },
    checks: () => [{ name: 'notes', required: true, check: async () => ({ ok: true, detail: `${notes.size} notes` }) }],
  };
}

test('a context comes with its record alone: query, mutation, subscription, route, check, background work', async (t) => {
  const notes = new Map<string, string>();
  const context = notesContext(notes);
  const { ask, url, gateway, logger } = await startTestGateway(t, { contexts: [...gatewayContexts, context] });
  const id = randomUUID();
  const write =
    'mutation W($id: ID!) { writeNote(id: $id, text: "hello") { __typename ... on NoteWritten { note { text secret } } } }';
  const client = await connect(t, url);
  const heard = client.subscribe('subscription { noteChanged { id text } }');
  await client.caughtUp();
  assert.equal(pick(await ask(write, { id }), 'writeNote.__typename'), 'NotAllowed');
  assert.equal(notes.size, 0);
  assert.equal(pick(await ask(write, { id }, { operator: true }), 'writeNote.note.text'), 'hello');
  await heard.atLeast(1);
  assert.deepEqual(heard.messages[0], { data: { noteChanged: { id, text: 'hello' } } });
  const read = await ask(
    'query N($id: ID!) { note(id: $id) { text } }',
    { id },
    { headers: { 'x-reprise-token': '1' } },
  );
  assert.deepEqual([pick(read, 'note.text'), read.headers.get('x-reprise-satisfied')], ['hello', 'true']);
  assert.deepEqual(await (await fetch(`${url}/notes/a-secret/list`)).json(), ['hello']);
  assert.match(await (await fetch(`${url}/health/ready`)).text(), /1 notes/);
  assert.ok(!JSON.stringify(logger.lines).includes('a-secret'), 'a path segment named :token is a secret');
  await gateway.stop();
  assert.equal(context.state.ended, true);
});

test('a field without @allow is for nobody, wherever it is asked for', async (t) => {
  const context = notesContext(new Map([['1', 'hello']]));
  const { ask } = await startTestGateway(t, { contexts: [...gatewayContexts, context] });
  const code = async (selection: string, operator: boolean): Promise<string | undefined> =>
    (await ask(`{ note(id: "1") { ${selection} } }`, {}, { operator })).errors[0]?.extensions.code;
  assert.equal(await code('id', false), undefined);
  assert.equal(await code('id secret', false), 'FORBIDDEN');
  assert.equal(await code('... on Note { ... { secret } }', false), 'FORBIDDEN');
  assert.equal(await code('secret', true), undefined);
  for (const operator of [true, false]) assert.equal(await code('forgotten { text }', operator), 'FORBIDDEN');
});

test('a record that does not fit is refused at the start', async (t) => {
  const context = notesContext(new Map());
  const start = (changed: Partial<GatewayContext>): Promise<unknown> =>
    startTestGateway(t, { contexts: [...gatewayContexts, { ...context, ...changed }] });
  await assert.rejects(
    start({ resolvers: [] }),
    /have no resolver: Query\.note, Mutation\.writeNote, Subscription\.noteChanged/,
  );
  await assert.rejects(start({ feeds: { title: 'read.notes.*' } }), /Two contexts feed the topic "title"/);
  await assert.rejects(start({ feeds: { note: 'read.notes' } }), /must end in/);
});
