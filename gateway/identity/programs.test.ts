import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Execute } from '../../commands/pipeline/execute.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { permissions, programScopes } from '../../domain/kernel/permission-decision.ts';
import { ruleIn } from '../graphql/access.ts';
import { makeKey } from '../http/program-key.ts';
import { signedInAccount } from '../testing/account.ts';
import { callOf, fieldsOf } from '../testing/calls.ts';
import { connect } from '../testing/socket.ts';
import { programsOf } from '../testing/programs.ts';
import { titleRow } from '../testing/fakes.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const MADE = `__typename ... on ProgramKeyMade { programId keyId key prefix endsAt } ... on Refusal { code message } ... on InvalidInput { path }`;
const CREATE = `mutation C($c: ID!, $name: String!, $scopes: [String!]!, $days: Int! = 90) {
  createProgram(commandId: $c, name: $name, scopes: $scopes, days: $days) { ${MADE} } }`;
const AGAIN = `mutation M($c: ID!, $id: ID!, $replaces: ID, $hours: Int! = 24) {
  makeProgramKey(commandId: $c, programId: $id, replaces: $replaces, overlapHours: $hours) { ${MADE} } }`;
const CHANGED = `{ __typename ... on Refusal { code message } }`;
const SCOPES = `mutation S($c: ID!, $id: ID!, $scopes: [String!]!) {
  changeProgramScopes(commandId: $c, programId: $id, scopes: $scopes) ${CHANGED} }`;
const REVOKE = `mutation R($c: ID!, $id: ID!, $key: ID!) { revokeProgramKey(commandId: $c, programId: $id, keyId: $key) ${CHANGED} }`;
const CLOSE = `mutation X($c: ID!, $id: ID!) { closeProgram(commandId: $c, programId: $id) ${CHANGED} }`;
const LIST = `{ programs { id name scopes madeBy keys { id prefix holds endsAt lastUsedAt } } }`;
const WHO = '{ me { kind permissions profileId } }';

type Started = Awaited<ReturnType<typeof startTestGateway>>;
interface Made {
  readonly programId: string;
  readonly keyId: string;
  readonly key: string;
  readonly prefix: string;
}

const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

/** A program with a key, made by the operator, that the gateway has heard of. */
async function program(started: Started, scopes: readonly string[]): Promise<Made> {
  const answer = await started.ask(CREATE, { c: randomUUID(), name: 'Nightly import', scopes }, { operator: true });
  const made = pick(answer, 'createProgram') as Made & { __typename: string };
  assert.equal(made.__typename, 'ProgramKeyMade', JSON.stringify(answer));
  changed(started, made);
  return made;
}
/** What the projector says when it has written a row. */
const changed = (started: Started, { programId }: Made) => started.signals.publish(`read.programs.${programId}`, {});
const kindOf = async ({ ask }: Started, key: string) => pick(await ask(WHO, {}, bearer(key)), 'me.kind');

test('a program is known by its key, stands in what it does, and its key is shown once and kept nowhere', async (t) => {
  const started = await startTestGateway(t, { rows: { titles: [titleRow()] } });
  const commandId = randomUUID();
  const say = () =>
    started.ask(CREATE, { c: commandId, name: 'Import', scopes: ['media.upload', 'studio.read'] }, { operator: true });
  const made = pick(await say(), 'createProgram') as Made;
  assert.match(made.key, /^rps_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}$/);
  assert.deepEqual(pick(await say(), 'createProgram'), { ...made, key: null });
  assert.ok(!JSON.stringify(started.log.events.map(({ data }) => data)).includes(made.key.slice(16)));

  const me = { kind: 'PROGRAM', permissions: ['studio.read', 'media.upload'], profileId: null };
  const answer = await started.ask(WHO, {}, bearer(made.key));
  assert.deepEqual(pick(answer, 'me'), me);
  assert.equal(answer.headers.get('set-cookie'), null);
  const upload = `mutation { startUpload(commandId: "${randomUUID()}", input: { fileName: "a.mp4", sizeBytes: "9" }) { __typename } }`;
  assert.equal(pick(await started.ask(upload, {}, bearer(made.key)), 'startUpload.__typename'), 'UploadStarted');
  const by = started.log.events.find(({ type }) => type === 'media.UploadStarted')?.metadata as { actor: object };
  assert.deepEqual(by.actor, { kind: 'service', id: made.programId });

  const listed = pick(await started.ask(LIST, {}, { operator: true }), 'programs.0') as Record<string, unknown>;
  assert.deepEqual(
    [listed['name'], listed['madeBy'], listed['scopes']],
    ['Import', 'operator', ['media.upload', 'studio.read']],
  );
  const uses = started.log.events.filter(({ type }) => type === 'identity.ServiceKeyUsed');
  assert.equal(uses.length, 1, 'once an hour');
  assert.ok(pick(await started.ask(LIST, {}, { operator: true }), 'programs.0.keys.0.lastUsedAt'));
});

/** The whole list of what every program may do beside its scopes. Whoever adds to it changes this test on purpose. */
const PROGRAMS_MAY = new Set([
  'Query.consistent',
  'Query.me',
  'Query.title',
  'Query.titles',
  'Subscription.titleChanged',
]);

test('a program may ask for exactly what its scopes name, of every query and mutation, and for nothing of a person', async (t) => {
  const started = await startTestGateway(t);
  let allowed = 0;
  for (const scopes of [...programScopes.map((scope) => [scope]), ['catalog.edit', 'log.read']]) {
    const made = await program(started, scopes);
    for (const root of ['Query', 'Mutation'] as const)
      for (const field of fieldsOf(root)) {
        const name = `${root}.${field.name}`;
        const { may } = ruleIn(field.astNode?.directives) ?? { may: [] };
        const mayAsk = PROGRAMS_MAY.has(name) || (may.length > 0 && may.every((each) => scopes.includes(each)));
        const answer = await started.ask(`${root.toLowerCase()} { ${callOf(field)} }`, {}, bearer(made.key));
        const refused =
          answer.errors[0]?.extensions.code === 'FORBIDDEN' ||
          pick(answer, `${field.name}.__typename`) === 'NotAllowed';
        // Only the operator token opens it, whatever the scopes.
        if (name === 'Query.outbox') assert.ok(refused);
        else assert.equal(refused, !mayAsk, `${scopes.join()} ${name}: ${JSON.stringify(answer)}`);
        if (mayAsk) allowed += 1;
      }
  }
  assert.ok(allowed > 30, String(allowed));
  const people = started.log.events.filter(({ stream }) => /^(account|signin|profile)-/.test(stream));
  assert.deepEqual(people, []);
});

test('what is not published is shown to programs that may see the studio alone', async (t) => {
  const draft = titleRow({ status: 'draft' });
  const started = await startTestGateway(t, { rows: { titles: [draft, titleRow()] } });
  const [reader, editor] = [await program(started, ['studio.read']), await program(started, ['catalog.edit'])];
  const names = `{ title(id: "${draft.titleId}") { id } }`;
  assert.equal(pick(await started.ask(names, {}, bearer(editor.key)), 'title'), null);
  assert.equal(pick(await started.ask(names, {}, bearer(reader.key)), 'title.id'), draft.titleId);
});

test("a key that was revoked, has ended or belongs to a closed program is nobody's; the same with a wrong one", async (t) => {
  let now = Date.now();
  const started = await startTestGateway(t, { now: () => now });
  const [one, two, three] = [
    await program(started, ['log.read']),
    await program(started, ['log.read']),
    await program(started, ['log.read']),
  ];
  for (const made of [one, two, three]) assert.equal(await kindOf(started, made.key), 'PROGRAM');
  const revoked = await started.ask(REVOKE, { c: randomUUID(), id: one.programId, key: one.keyId }, { operator: true });
  assert.equal(pick(revoked, 'revokeProgramKey.__typename'), 'ProgramChanged');
  const closed = await started.ask(CLOSE, { c: randomUUID(), id: two.programId }, { operator: true });
  assert.equal(pick(closed, 'closeProgram.__typename'), 'ProgramChanged');
  for (const made of [one, two]) {
    changed(started, made);
    assert.equal(await kindOf(started, made.key), 'VIEWER');
  }
  const last = three.key.at(-1);
  for (const wrong of [
    `${three.key.slice(0, -1)}${last === 'x' ? 'y' : 'x'}`,
    makeKey().text,
    three.key.toLowerCase(),
    `${three.key}x`,
    three.key.slice(0, 20),
    'rps_',
  ])
    assert.equal(await kindOf(started, wrong), 'VIEWER', wrong);
  // The prefix of one and the secret of another, with a checksum that is right.
  const forged = makeKey();
  Object.assign(started.queries.programs, {
    owners: async () => [{ prefix: forged.prefix, serviceId: three.programId, keyId: three.keyId }],
  });
  changed(started, three);
  assert.equal(await kindOf(started, forged.text), 'VIEWER');
  now += 91 * 86_400_000;
  assert.equal(await kindOf(started, three.key), 'VIEWER');
});

test('a rotated key goes on for a while beside the new one, and then ends', async (t) => {
  let now = Date.now();
  const started = await startTestGateway(t, { now: () => now });
  const old = await program(started, ['log.read']);
  const rotated = await started.ask(
    AGAIN,
    { c: randomUUID(), id: old.programId, replaces: old.keyId, hours: 2 },
    { operator: true },
  );
  const fresh = pick(rotated, 'makeProgramKey') as Made;
  changed(started, fresh);
  for (const { key } of [old, fresh]) assert.equal(await kindOf(started, key), 'PROGRAM');
  now += 2 * 3600_000;
  assert.deepEqual([await kindOf(started, old.key), await kindOf(started, fresh.key)], ['VIEWER', 'PROGRAM']);
  const twice = await started.ask(
    AGAIN,
    { c: randomUUID(), id: old.programId, replaces: old.keyId },
    { operator: true },
  );
  assert.equal(pick(twice, 'makeProgramKey.code'), 'program.key-over');
});

test("a key counts in the header alone: in the address, in cookies or beside somebody's cookies it makes nobody of them", async (t) => {
  const started = await startTestGateway(t);
  const { key } = await program(started, ['log.read']);
  const url = `${started.url}/graphql?query=${encodeURIComponent(WHO)}`;
  for (const name of ['key', 'token', 'access_token', 'authorization', 'api_key']) {
    const answer = await (await fetch(`${url}&${name}=${key}`)).json();
    assert.equal((answer as { data: { me: { kind: string } } }).data.me.kind, 'VIEWER', name);
  }
  for (const cookie of [`reprise_access=${key}`, `reprise_refresh=${key}`, `reprise_profile=${key}`])
    assert.equal(pick(await started.ask(WHO, {}, { headers: { cookie } }), 'me.kind'), 'VIEWER');
  // Whoever brings a key is the program, whose cookies ever come with it.
  const admin = await signedInAccount(started, { roles: ['admin'] });
  const cookie = `reprise_access=${admin.access}`;
  const both = await started.ask('{ me { kind permissions } }', {}, { headers: { cookie, ...bearer(key).headers } });
  assert.deepEqual(pick(both, 'me'), { kind: 'PROGRAM', permissions: ['log.read'] });
});

test('nobody gives a program more than they may, and no program makes programs or decides about people', async (t) => {
  const started = await startTestGateway(t);
  const create = (scopes: readonly string[], headers: Record<string, string>) =>
    started.ask(CREATE, { c: randomUUID(), name: 'X', scopes }, { headers });
  const admin = await signedInAccount(started, { roles: ['admin'] });
  for (const scope of ['people.manage', 'programs.manage', 'constructor', '*', 'LOG.READ'])
    assert.match(
      String(pick(await create([scope], admin.headers), 'createProgram.code')),
      /^(program\.bad-scope|input\.invalid)$/,
      scope,
    );
  assert.equal(pick(await create([], admin.headers), 'createProgram.code'), 'program.no-scope');
  for (const role of ['editor', 'publisher', 'support', 'analyst'] as const) {
    const { headers } = await signedInAccount(started, { roles: [role] });
    assert.equal(pick(await create(['log.read'], headers), 'createProgram.__typename'), 'NotAllowed');
    assert.equal((await started.ask(LIST, {}, { headers })).errors[0]?.extensions.code, 'FORBIDDEN');
  }
  const strong = await program(started, programScopes);
  const { headers } = bearer(strong.key);
  assert.equal(pick(await create(['log.read'], headers), 'createProgram.__typename'), 'NotAllowed');
  const more = await started.ask(SCOPES, { c: randomUUID(), id: strong.programId, scopes: ['log.read'] }, { headers });
  assert.equal(pick(more, 'changeProgramScopes.__typename'), 'NotAllowed');
  assert.equal(Object.keys(permissions).length - programScopes.length >= 2, true);
});

test('what a program may changes for the keys that it has', async (t) => {
  const started = await startTestGateway(t);
  const made = await program(started, ['log.read']);
  const change = { c: randomUUID(), id: made.programId, scopes: ['operations'] };
  assert.equal(
    pick(await started.ask(SCOPES, change, { operator: true }), 'changeProgramScopes.__typename'),
    'ProgramChanged',
  );
  changed(started, made);
  assert.deepEqual(pick(await started.ask(WHO, {}, bearer(made.key)), 'me.permissions'), ['operations']);
});

test('what decides about keys asks for a fresh proof', async (t) => {
  const started = await startTestGateway(t);
  const provedAt = new Date(Date.now() - 11 * 60_000).toISOString();
  const { headers } = await signedInAccount(started, { roles: ['admin'], provedAt });
  const made = await program(started, ['log.read']);
  const c = randomUUID();
  for (const [name, query, variables] of [
    ['createProgram', CREATE, { c, name: 'X', scopes: ['log.read'] }],
    ['makeProgramKey', AGAIN, { c, id: made.programId }],
    ['changeProgramScopes', SCOPES, { c, id: made.programId, scopes: ['operations'] }],
    ['revokeProgramKey', REVOKE, { c, id: made.programId, key: made.keyId }],
    ['closeProgram', CLOSE, { c, id: made.programId }],
  ] as const)
    assert.equal(pick(await started.ask(query, variables, { headers }), `${name}.code`), 'step-up.needed', name);
});

test('a connection of a program ends when its key does', async (t) => {
  const started = await startTestGateway(t, { socketLimits: { programEveryMs: 50 } });
  const made = await program(started, ['studio.read']);
  const client = await connect(t, started.url, bearer(made.key).headers);
  const received = client.subscribe('subscription { titleChanged { id } }');
  await client.caughtUp();
  await started.ask(REVOKE, { c: randomUUID(), id: made.programId, key: made.keyId }, { operator: true });
  changed(started, made);
  await received.ended;
  await assert.rejects(connect(t, started.url, bearer(made.key).headers), /4403/);
});

test('uploads take a program with the scope, and no other', async (t) => {
  const started = await startTestGateway(t);
  const [may, mayNot] = [await program(started, ['media.upload']), await program(started, ['catalog.edit'])];
  const post = async (key: string) =>
    (await fetch(`${started.url}/uploads`, { method: 'POST', ...bearer(key) })).status;
  assert.equal(await post(mayNot.key), 403);
  assert.equal(await post(makeKey().text), 401);
  assert.ok(![401, 403].includes(await post(may.key)));
});

test('keys of nobody cost their address, and programs there go on', async (t) => {
  const started = await startTestGateway(t, { pointsPerMinute: 5000 });
  const made = await program(started, ['log.read']);
  const code = async (key: string) => (await started.ask(WHO, {}, bearer(key))).errors[0]?.extensions.code;
  const codes: unknown[] = [];
  for (let n = 0; n < 6; n += 1) codes.push(await code(makeKey().text));
  assert.deepEqual([codes[0], codes.at(-1)], [undefined, 'RATE_LIMITED']);
  assert.equal(await kindOf(started, made.key), 'PROGRAM');
});

test('several gateways write the use of a key once', async (t) => {
  const log = createMemoryLog();
  const written: Promise<unknown>[] = [];
  const execute: Execute = (envelope) => {
    const outcome = executeOn(log)(envelope);
    written.push(outcome);
    return outcome;
  };
  const [first, second] = [await startTestGateway(t, { log, execute }), await startTestGateway(t, { log, execute })];
  for (const { queries } of [first, second]) queries.programs = programsOf(log);
  const made = await program(first, ['log.read']);
  assert.deepEqual(await Promise.all([first, second].map((each) => kindOf(each, made.key))), ['PROGRAM', 'PROGRAM']);
  await Promise.all(written);
  assert.equal(written.length, 3, 'it was made, and used twice');
  assert.equal(log.events.filter(({ type }) => type === 'identity.ServiceKeyUsed').length, 1);
});

test('where viewers need an account, programs need none', async (t) => {
  const started = await startTestGateway(t, { accounts: 'required', rows: { titles: [titleRow()] } });
  const made = await program(started, ['catalog.edit']);
  const titles = '{ titles { edges { node { id } } } }';
  assert.equal((await started.ask(titles)).errors[0]?.extensions.code, 'UNAUTHENTICATED');
  assert.equal((pick(await started.ask(titles, {}, bearer(made.key)), 'titles.edges') as unknown[]).length, 1);
});
