import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import type { LinkSent } from '../../schemas/identity/account.events.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import { pick } from '../../gateway/testing/start.ts';
import { inbox } from '../harness/inbox.ts';
import { makeFilm, startRunningGateway, type Film, type RunningGateway } from './running.ts';

const { until } = inbox<never>();
const PASSWORD = 'seven quiet lanterns above the harbour';
const TITLES = '{ titles(first: 50) { edges { node { name } } } }';
const refusal = '__typename ... on Refusal { code message }';
const MUTATIONS = {
  register: `mutation M($c: ID!, $email: String!, $password: String!) { register(commandId: $c, email: $email, password: $password, locale: "en") { ${refusal} } }`,
  signIn: `mutation M($c: ID!, $email: String!, $password: String!) { signIn(commandId: $c, email: $email, password: $password) { ${refusal} } }`,
  publishTitle: `mutation M($c: ID!, $id: ID!) { publishTitle(commandId: $c, titleId: $id) { ${refusal} ... on TitlePublished { token } } }`,
  rateTitle: `mutation M($c: ID!, $id: ID!, $age: Int) { rateTitle(commandId: $c, titleId: $id, age: $age) { ${refusal} ... on TitleRated { token } } }`,
  startPlayback: `mutation M($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { ${refusal} ... on PlaybackStarted { hlsUrl } } }`,
  createProfile: `mutation M($c: ID!, $input: CreateProfileInput!) { createProfile(commandId: $c, input: $input) { ${refusal} ... on ProfileSaved { token profile { id } } } }`,
  setPin: `mutation M($c: ID!, $id: ID!, $pin: String, $password: String) { setPin(commandId: $c, profileId: $id, pin: $pin, password: $password) { ${refusal} } }`,
  setMaturityCap: `mutation M($c: ID!, $id: ID!, $cap: Int!, $kids: Boolean!) { setMaturityCap(commandId: $c, profileId: $id, maturityCap: $cap, kids: $kids) { ${refusal} } }`,
  chooseProfile: `mutation M($c: ID!, $id: ID!, $pin: String) { chooseProfile(commandId: $c, profileId: $id, pin: $pin) { ${refusal} } }`,
} as const;

/** A browser that keeps its cookies, and the member of a mutation's union that it is answered with. */
function browser({ ask }: RunningGateway) {
  const cookies = new Map<string, string>();
  const send: RunningGateway['ask'] = async (query, variables, options) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await ask(query, variables, { ...options, headers: { ...options?.headers, cookie } });
    for (const each of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (each.split(';', 1)[0] ?? '').split('=', 2);
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  const run = async (name: keyof typeof MUTATIONS, variables: object): Promise<Record<string, unknown>> => {
    const answer = await send(MUTATIONS[name], { c: randomUUID(), ...variables });
    assert.deepEqual(answer.errors, [], name);
    return pick(answer, name) as Record<string, unknown>;
  };
  return { send, run };
}

/** Proves that an address belongs to whoever registered last, by the link that went to it. */
async function verifyLast({ log }: RunningGateway): Promise<void> {
  let link: EventOf<typeof LinkSent>['data'] | undefined;
  for await (const { type, data } of log.readAll()) if (type === 'identity.LinkSent') link = data as typeof link;
  const { accountId, linkId } = link ?? assert.fail('no link was sent');
  const outcome = await executeOn(log)({
    streamId: accountId,
    commandId: randomUUID(),
    correlationId: randomUUID(),
    actor: { kind: 'viewer', id: randomUUID(), account: accountId },
    command: { type: 'VerifyEmail', data: { accountId, linkId }, at: new Date().toISOString() },
  });
  assert.equal(outcome.kind, 'committed');
}

test('a household over real services: caps hold in lists, pages and films, also while one plays, and a PIN locks', async (t) => {
  const gateway = await startRunningGateway(t, ['projector']);
  const staff = async (name: 'publishTitle' | 'rateTitle', variables: object): Promise<string> => {
    const answer = await gateway.ask(MUTATIONS[name], { c: randomUUID(), ...variables }, { operator: true });
    return String(pick(answer, `${name}.token`));
  };
  const films: (Film & { readonly token: string })[] = [];
  for (const [name, age] of [
    ['For all', 0],
    ['For twelve', 12],
    ['For adults', 18],
    ['Unrated', null],
  ] as const) {
    const film = await makeFilm(gateway, name);
    const seen = await gateway.ask('query C($t: Position!) { consistent(token: $t) }', { t: film.token });
    assert.equal(pick(seen, 'consistent'), true);
    await staff('publishTitle', { id: film.titleId });
    films.push({ ...film, token: age === null ? film.token : await staff('rateTitle', { id: film.titleId, age }) });
  }
  const mara = browser(gateway);
  const email = `${randomUUID()}@example.org`;
  await mara.run('register', { email, password: PASSWORD });
  await verifyLast(gateway);
  assert.equal((await mara.run('signIn', { email, password: PASSWORD }))['__typename'], 'SignedIn');

  const create = async (input: object): Promise<string> => {
    const answer = await mara.run('createProfile', { input: { avatar: 'SKY', language: 'en', ...input } });
    assert.equal(answer['__typename'], 'ProfileSaved', JSON.stringify(answer));
    return (answer['profile'] as { readonly id: string }).id;
  };
  const adult = await create({ name: 'Mara', kids: false, maturityCap: 18 });
  const kid = await create({ name: 'Ole', kids: true, maturityCap: 12 });
  const listed = async (): Promise<readonly string[]> => {
    const answer = await mara.send(TITLES, {}, { headers: { 'x-reprise-token': films.at(-1)?.token ?? '0' } });
    return (pick(answer, 'titles.edges') as { node: { name: string } }[]).map(({ node }) => node.name).toSorted();
  };
  await mara.run('chooseProfile', { id: adult });
  assert.deepEqual(await listed(), ['For adults', 'For all', 'For twelve', 'Unrated']);
  await mara.run('chooseProfile', { id: kid });
  assert.deepEqual(await listed(), ['For all', 'For twelve']);

  const play = (index: number) => mara.run('startPlayback', { id: films[index]?.titleId });
  for (const hidden of [2, 3]) assert.equal((await play(hidden))['code'], 'title.not-found');
  const playing = new URL(String((await play(1))['hlsUrl']), gateway.url);
  assert.equal((await fetch(playing)).status, 200);
  assert.equal((await mara.run('setMaturityCap', { id: kid, cap: 6, kids: true }))['__typename'], 'ProfileSaved');
  await until(async () => (await fetch(playing)).status === 403);
  assert.deepEqual(await listed(), ['For all']);

  assert.equal(
    (await mara.run('setPin', { id: adult, pin: '4711', password: PASSWORD }))['__typename'],
    'ProfileSaved',
  );
  for (let wrong = 0; wrong < 5; wrong++)
    assert.equal((await mara.run('chooseProfile', { id: adult, pin: '0000' }))['code'], 'profile.pin-wrong');
  assert.equal((await mara.run('chooseProfile', { id: adult, pin: '4711' }))['code'], 'profile.pin-locked');
  assert.deepEqual(await listed(), ['For all'], 'nothing was gained');
});
