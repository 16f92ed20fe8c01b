import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GraphQLError } from 'graphql';
import { CombinedError } from 'urql';
import { failureOf } from './failure.ts';

const refused = (code: string, message: string) =>
  failureOf(new CombinedError({ graphQLErrors: [new GraphQLError(message, { extensions: { code } })] }));

test('who is not signed in is sent to sign in, who lacks a role is told which', () => {
  const anonymous = refused('UNAUTHENTICATED', 'Films are shown to whoever is signed in.');
  assert.deepEqual([anonymous.signIn, anonymous.remedy], [true, 'Films are shown to whoever is signed in.']);
  const staff = refused('FORBIDDEN', 'It takes the role publisher.');
  assert.deepEqual([staff.signIn, staff.forbidden, staff.remedy], [undefined, true, 'It takes the role publisher.']);
});

test('what went wrong elsewhere is told with what to do', () => {
  assert.match(refused('UNAVAILABLE', 'x').remedy, /Try again/);
  assert.match(failureOf(new CombinedError({ networkError: new Error('fetch failed') })).title, /cannot be reached/);
});
