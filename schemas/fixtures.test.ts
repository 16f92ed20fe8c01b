import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { versionName } from './generator/json-files.ts';
import { language } from './language.ts';
import { extremesOf } from './testing/extremes.ts';

const folder = new URL('./fixtures/', import.meta.url);
const recorded = {
  id: '00000000-0000-4000-8000-000000000099',
  stream: 's',
  revision: 0n,
  position: 1n,
  recordedAt: new Date(0),
};

const metadata = {
  $correlationId: 'c',
  $causationId: 'c',
  commandId: 'c',
  actor: { kind: 'system', id: 's' },
  occurredAt: '2026-01-02T03:04:05.000Z',
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

describe('the way to the current version', () => {
  for (const { renaming, current, versions, chain } of language.catalog.values())
    if (renaming !== undefined || chain.length > 0)
      it(`of ${current.definition.type} leads from every value to one that fits`, () => {
        for (const { definition, schema } of versions.values())
          for (const data of fc.sample(extremesOf(definition.data), { numRuns: 60, seed: 1 })) {
            const decoded = language.decode({
              ...recorded,
              type: definition.type,
              data,
              metadata: { ...metadata, schema },
            });
            ok(decoded.kind === 'known', decoded.kind === 'unknown' ? decoded.reason : '');
            equal(language.catalog.get(decoded.event.type)?.current.validate(decoded.event.data), undefined);
          }
      });
});
