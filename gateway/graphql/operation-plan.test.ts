import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'graphql';
import { gatewayContexts } from '../contexts.ts';
import { createPlans } from './operation-plan.ts';
import { createSchema } from './schema.ts';

const refusedFor = (executable: ReturnType<typeof createSchema>, query: string, name?: string): string | undefined =>
  createPlans(executable)(parse(query), name).refusedFor({ kind: 'viewer', actor: { kind: 'viewer', id: 'v' } })?.field;

test('a field for staff is found wherever a document hides it', () => {
  const executable = createSchema(gatewayContexts);
  for (const [query, refused] of [
    ['{ me: studioTitles { edges { cursor } } }', 'Query.studioTitles'],
    ['{ ... { ... on Query { studioTitles { edges { cursor } } } } }', 'Query.studioTitles'],
    ['{ ...A } fragment A on Query { ...B } fragment B on Query { projections { name } }', 'Query.projections'],
    ['{ me { kind } ... @include(if: false) { projections { name } } }', 'Query.projections'],
    ['query ($no: Boolean!) { assets @skip(if: $no) { edges { cursor } } }', 'Query.assets'],
    ['{ titles { edges { node { a: asset { id } } } } }', 'Title.asset'],
    ['{ continueWatching { title { ... on Title { ...T } } } } fragment T on Title { asset { id } }', 'Title.asset'],
    ['{ titles { edges { node { id } } } titles { edges { node { asset { id } } } } }', 'Title.asset'],
    [
      'mutation { startPlayback(commandId: "1", titleId: "2") { ... on PlaybackStarted { title { asset { id } } } } }',
      'Title.asset',
    ],
    [
      'mutation { startPlayback(commandId: "1", titleId: "2") { __typename } retryParked(consumer: "x") { events } }',
      'Mutation.retryParked',
    ],
    ['subscription { titleChanged { asset { id } } }', 'Title.asset'],
    ['{ me { kind } titles { edges { node { name progress { title { name } } } } } __typename }', undefined],
  ] as const)
    assert.equal(refusedFor(executable, query), refused, query);
  const two = 'query Mine { me { kind } } query Board { assets { edges { cursor } } }';
  assert.equal(refusedFor(executable, two, 'Mine'), undefined);
  assert.equal(refusedFor(executable, two, 'Board'), 'Query.assets');
});

test('a refusal is left to the field only where the field gives it: to mutations', () => {
  const executable = createSchema([
    ...gatewayContexts,
    {
      sdl: `
        extend type Query { secret: SecretResult @allow(to: [STAFF]) }
        union SecretResult = Secret | NotAllowed
        type Secret @allow(to: [VIEWER, STAFF]) { text: String }
      `,
      resolvers: [{ Query: { secret: { reads: [], resolve: () => ({ __typename: 'Secret', text: 'told' }) } } }],
    },
  ]);
  assert.equal(refusedFor(executable, '{ secret { ... on Secret { text } } }'), 'Query.secret');
});

test('an interface does not open what its types keep to themselves', () => {
  const executable = createSchema([
    ...gatewayContexts,
    {
      sdl: `
        extend type Query { thing: Thing @allow(to: [VIEWER, STAFF]) }
        interface Thing @allow(to: [VIEWER, STAFF]) { name: String price: Int }
        type Open implements Thing @allow(to: [VIEWER, STAFF]) { name: String price: Int }
        type Closed implements Thing @allow(to: [VIEWER, STAFF]) { name: String price: Int @allow(to: [STAFF]) }
      `,
      resolvers: [{ Query: { thing: { reads: [], resolve: () => ({ __typename: 'Closed', name: 'x', price: 1 }) } } }],
    },
  ]);
  assert.equal(refusedFor(executable, '{ thing { price } }'), 'Thing.price');
  assert.equal(refusedFor(executable, '{ thing { name ... on Open { price } } }'), undefined);
});

test('staff may ask for what one of their roles permits, and hear which role it takes', () => {
  const plan = createPlans(createSchema(gatewayContexts));
  const refusal = (query: string, ...roles: readonly string[]): string | undefined =>
    plan(parse(query), undefined).refusedFor({ kind: 'staff', actor: { kind: 'staff', id: 'a', account: 'a', roles } })
      ?.message;
  const log = '{ events { edges { node { type } } } }';
  assert.equal(refusal(log, 'analyst'), undefined);
  assert.match(refusal(log) ?? '', /takes the role .*analyst/);
  const parked = '{ projections { name } }';
  assert.match(refusal(parked, 'analyst', 'editor') ?? '', /takes the role admin/);
  assert.equal(refusal(parked, 'analyst', 'admin'), undefined);
  assert.equal(refusal(parked, 'admin', 'analyst'), undefined);
  // A mutation tells it as a member of its union.
  assert.equal(refusal('mutation { publishTitle(commandId: "1", titleId: "2") { __typename } }', 'editor'), undefined);
});
