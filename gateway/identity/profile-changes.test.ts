import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Outcome } from '../../commands/pipeline/outcome.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { ADULT, codeOf, KID, PASSWORD, startHousehold as start } from '../testing/household.ts';

test('a profile begins films with the sound and subtitles that it chose', async (t) => {
  const { somebody } = await start(t);
  const mara = await somebody('mara@example.org');
  const id = await mara.create(ADULT);
  const of = ({ profile }: Record<string, unknown>) => {
    const { audioLanguage, subtitles } = profile as Record<string, unknown>;
    return [audioLanguage, subtitles];
  };
  assert.deepEqual(of(await mara.run('setPlaybackPreferences', { id, sound: 'DE-at', text: 'forced' })), [
    'de-AT',
    'forced',
  ]);
  assert.deepEqual(of(await mara.run('setPlaybackPreferences', { id, text: 'pt-br' })), [null, 'pt-BR']);
  for (const [given, path] of [
    [{ text: 'no language' }, 'subtitles'],
    [{ text: '' }, 'subtitles'],
    [{ sound: '?', text: 'off' }, 'audioLanguage'],
  ] as const)
    assert.equal((await mara.run('setPlaybackPreferences', { id, ...given }))['path'], path);
});

test('of two changes of what a profile shows, one that was decided on what it no longer shows is refused', async (t) => {
  const { somebody, log } = await start(t);
  const mara = await somebody('mara@example.org');
  const id = await mara.create(ADULT);
  const { append } = log;
  const who = { profileId: id, accountId: mara.accountId };
  let other: Promise<Outcome> | undefined;
  Object.assign(log, {
    async append(...args: Parameters<typeof append>) {
      // The other change is quicker than this one, which asked for no password: 12 is less than 18, and more than 6.
      if (other === undefined) {
        other = executeOn({ ...log, append })({
          streamId: id,
          commandId: randomUUID(),
          command: {
            type: 'SetMaturityCap',
            data: { ...who, maturityCap: 6, kids: false },
            at: new Date().toISOString(),
          },
          actor: { kind: 'viewer', id, account: mara.accountId },
          correlationId: id,
        });
        await other;
      }
      return append.apply(log, args);
    },
  });
  assert.equal(
    codeOf(await mara.run('setMaturityCap', { id, cap: 12, kids: false, password: null })),
    'stream.changed',
  );
  assert.equal((await other)?.kind, 'committed');
});

test('where the profile that watched was deleted, the least is shown until another is chosen', async (t) => {
  const { somebody } = await start(t);
  const mara = await somebody('mara@example.org');
  const [kid, adult] = [await mara.create(KID), await mara.create(ADULT)];
  await mara.run('chooseProfile', { id: kid });
  await mara.run('deleteProfile', { id: kid, password: PASSWORD });
  assert.equal(codeOf(await mara.run('createProfile', { input: ADULT })), 'profile.above-own');
  await mara.run('chooseProfile', { id: adult });
  await mara.create(ADULT);
});

test('whoever deleted the last profile may make one that shows everything', async (t) => {
  const { somebody } = await start(t);
  const mara = await somebody('mara@example.org');
  const adult = await mara.create(ADULT);
  await mara.run('chooseProfile', { id: adult });
  await mara.run('deleteProfile', { id: adult, password: PASSWORD });
  await mara.create(ADULT);
});
