import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import { createMemorySharedCounters } from '../../ports/testing/memory-shared-counters.ts';
import { absentSharedState } from '../../ports/testing/memory-shared-state.ts';
import { hashOf } from '../identity/passwords.ts';
import { profileNow } from '../../commands/identity/profile-now.ts';
import { signedInAccount } from './account.ts';
import { pick, startTestGateway, type GraphqlAnswer } from './start.ts';

const FIELDS =
  '__typename ... on ProfileSaved { token profile { id name avatar kids maturityCap language autoplay audioLanguage subtitles hasPin current } } ... on Refusal { code message } ... on InvalidInput { path }';
export const MUTATIONS = {
  createProfile: `mutation M($c: ID!, $input: CreateProfileInput!) { createProfile(commandId: $c, input: $input) { ${FIELDS} } }`,
  editProfile: `mutation M($c: ID!, $id: ID!, $input: EditProfileInput!) { editProfile(commandId: $c, profileId: $id, input: $input) { ${FIELDS} } }`,
  setMaturityCap: `mutation M($c: ID!, $id: ID!, $cap: Int!, $kids: Boolean!, $password: String) { setMaturityCap(commandId: $c, profileId: $id, maturityCap: $cap, kids: $kids, password: $password) { ${FIELDS} } }`,
  setPlaybackPreferences: `mutation M($c: ID!, $id: ID!, $sound: String, $text: String!) { setPlaybackPreferences(commandId: $c, profileId: $id, audioLanguage: $sound, subtitles: $text) { ${FIELDS} } }`,
  setPin: `mutation M($c: ID!, $id: ID!, $pin: String, $password: String) { setPin(commandId: $c, profileId: $id, pin: $pin, password: $password) { ${FIELDS} } }`,
  chooseProfile: `mutation M($c: ID!, $id: ID!, $pin: String) { chooseProfile(commandId: $c, profileId: $id, pin: $pin) { ${FIELDS} } }`,
  deleteProfile:
    'mutation M($c: ID!, $id: ID!, $password: String!) { deleteProfile(commandId: $c, profileId: $id, password: $password) { __typename ... on ProfileDeleted { profileId } ... on Refusal { code message } } }',
} as const;
const PROFILES = '{ myProfiles { id name hasPin current } me { profileId } }';
export const PASSWORD = 'a long enough pass phrase';
export const ADULT = { name: 'Mara', avatar: 'SKY', kids: false, maturityCap: 18, language: 'en' };
export const KID = { name: 'Ole', avatar: 'LEAF', kids: true, maturityCap: 6, language: 'de' };

/** A gateway whose read models of profiles are as far as the log is. */
export async function startHousehold(t: TestContext, given: Parameters<typeof startTestGateway>[1] = {}) {
  const clock = { now: Date.now() };
  const counters = createMemorySharedCounters(() => clock.now);
  const started = await startTestGateway(t, {
    shared: { ...absentSharedState, counters },
    now: () => clock.now,
    ...given,
  });
  const { log, queries, ask } = started;
  const all = async () => {
    const ids = new Set(log.events.map(({ stream }) => stream).filter((stream) => stream.startsWith('profile-')));
    return (await Promise.all([...ids].map((stream) => profileNow(log, stream.slice(8))))).flatMap((now) =>
      now === undefined ? [] : [{ ...now, deleted: false }],
    );
  };
  queries.profiles.ofAccount = async (accountId) => (await all()).filter((row) => row.accountId === accountId);
  queries.profiles.byId = async (profileId) => (await all()).find((row) => row.profileId === profileId);
  /** Somebody with an account; `run` is a mutation of theirs, whose answer is the member of its union. */
  const somebody = async (email: string) => {
    const account = await signedInAccount(started, { email, hash: await hashOf(PASSWORD) });
    let cookie: string | undefined;
    const options = () => ({ headers: cookie === undefined ? account.headers : { cookie } });
    const keep = (answer: GraphqlAnswer): void => {
      for (const each of answer.headers.getSetCookie())
        if (each.startsWith('reprise_access=')) cookie = each.split(';', 1)[0];
    };
    const run = async (name: keyof typeof MUTATIONS, variables: object): Promise<Record<string, unknown>> => {
      const answer = await ask(MUTATIONS[name], { c: randomUUID(), ...variables }, options());
      keep(answer);
      assert.deepEqual(answer.errors, [], name);
      return pick(answer, name) as Record<string, unknown>;
    };
    const create = async (input: object): Promise<string> => {
      const answer = await run('createProfile', { input });
      assert.equal(answer['__typename'], 'ProfileSaved', JSON.stringify(answer));
      return (answer['profile'] as { readonly id: string }).id;
    };
    const look = async (query = PROFILES, variables: object = {}) => ask(query, variables, options());
    /** Anything else, as they are signed in now. */
    const say = (query: string, variables: object = {}) => ask(query, variables, options());
    return { ...account, run, create, look, say };
  };
  return { ...started, clock, somebody };
}

/** The code of a refusal, or what came of it. */
export const codeOf = (answer: Record<string, unknown>): unknown => answer['code'] ?? answer['__typename'];
