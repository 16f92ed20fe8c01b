import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { versionName } from './generator/json-files.ts';
import { language } from './language.ts';

const folder = new URL('./fixtures/', import.meta.url);
const recorded = {
  id: '00000000-0000-4000-8000-000000000099',
  stream: 's',
  revision: 0n,
  position: 1n,
  recordedAt: new Date(0),
};

describe('golden fixtures', () => {
  it('exist for every version of every event, and for nothing else', () =>
    deepEqual(
      readdirSync(folder).toSorted(),
      language.events.map((definition) => `${versionName(definition)}.json`).toSorted(),
    ));
  for (const name of readdirSync(folder))
    it(`${name} decodes in the current version`, () => {
      const fixture: { type: string; data: unknown; metadata: unknown } = JSON.parse(
        readFileSync(new URL(name, folder), 'utf8'),
      );
      const decoded = language.decode({ ...recorded, ...fixture });
      ok(decoded.kind === 'known', decoded.kind === 'unknown' ? decoded.reason : '');
      equal(decoded.event.type, language.catalog.get(fixture.type)?.renaming?.to ?? fixture.type);
      equal(language.catalog.get(decoded.event.type)?.current.validate(decoded.event.data), undefined);
    });
});
