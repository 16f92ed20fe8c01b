import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { language } from './language.ts';
import { differences, generatedFiles } from './generate.ts';
import { jsonFiles, stableJson } from './generator/json-files.ts';
import { defineEvent } from './kernel/define.ts';

const event = (data: z.ZodObject) =>
  defineEvent({ type: 'media.Test', version: 1, category: 'test', description: 'x', data });

describe('generated files', () => {
  it('of the JSON Schemas are those that are committed', () => {
    const schemas = generatedFiles().filter(({ path }) => path.startsWith('schemas/json/'));
    equal(schemas.length, language.events.length);
    deepEqual(differences(schemas), []);
  });
  it('are noticed when they miss, differ or are left over', (t) => {
    const root = mkdtempSync(join(tmpdir(), 'reprise-generate-'));
    t.after(() => rmSync(root, { recursive: true }));
    const files = jsonFiles([event(z.strictObject({ a: z.string() }))]);
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    deepEqual(differences(files, root), ['schemas/json/media.Test.v1.json is missing']);
    for (const { path, text } of files) write(path, text);
    deepEqual(differences(files, root), []);
    write('schemas/json/media.Test.v1.json', '{}\n');
    write('schemas/json/media.Gone.v1.json', '{}\n');
    deepEqual(
      differences(files, root).map((line) => line.slice(0, 40)),
      ['schemas/json/media.Test.v1.json differs ', 'schemas/json/media.Gone.v1.json has no d'],
    );
  });
  it('do not depend on the order of keys', () =>
    equal(stableJson({ b: [{ d: 1, c: 2 }], a: 3 }), stableJson({ a: 3, b: [{ c: 2, d: 1 }] })));
  it('are complete: a schema that JSON Schema cannot express is refused', () => {
    throws(() => jsonFiles([event(z.strictObject({ at: z.date() }))]));
    throws(() => jsonFiles([event(z.strictObject({ n: z.bigint() }))]));
    throws(() => jsonFiles([event(z.strictObject({ n: z.string().transform(Number) }))]));
    throws(() => jsonFiles([event(z.strictObject({ n: z.string().refine((text) => text !== 'x') }))]), /refine/);
  });
  it('list every event on the page', () => {
    const page = generatedFiles().find(({ path }) => path === 'docs/event-model.md');
    ok(page);
    for (const type of language.catalog.keys()) ok(page.text.includes(`\`${type}@`), `${type} is missing on the page`);
    ok(/media\.AssetProbed@1.*asset\.decider\.ts/.test(page.text));
    ok(/media\.UploadCompleted@1.*upload\.decider\.ts.*ingest\.process\.ts/.test(page.text));
  });
});
