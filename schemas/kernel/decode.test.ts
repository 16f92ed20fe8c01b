import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { createCatalog } from './catalog.ts';
import { language } from '../language.ts';
import { decodeBy } from './decode.ts';
import type { Recorded } from './decode.ts';
import { defineEvent } from './define.ts';
import { defineUpcaster } from './upcast.ts';

/** A test catalogue with a real history: seconds became milliseconds, then one name became a list. */
const description = 'A clip was cut.';
const cut1 = defineEvent({
  type: 'media.ClipCut',
  version: 1,
  category: 'clip',
  description,
  data: z.strictObject({ seconds: z.number(), by: z.string() }),
});
const cut2 = defineEvent({
  type: 'media.ClipCut',
  version: 2,
  category: 'clip',
  description,
  data: z.strictObject({ durationMs: z.int(), by: z.string() }),
});
const cut3 = defineEvent({
  type: 'media.ClipCut',
  version: 3,
  category: 'clip',
  description,
  data: z.strictObject({ durationMs: z.int(), editors: z.array(z.string()) }),
});
const toMs = defineUpcaster({
  type: 'media.ClipCut',
  from: 1,
  up: ({ seconds, ...rest }) => ({ ...rest, durationMs: Math.round(Number(seconds) * 1000) }),
});
const toEditors = defineUpcaster({
  type: 'media.ClipCut',
  from: 2,
  up: ({ by, ...rest }) => ({ ...rest, editors: [by] }),
});
const clips = createCatalog([cut3, cut1, cut2], [toEditors, toMs]);

const metadata = {
  $correlationId: 'c',
  $causationId: 'c',
  commandId: 'c',
  actor: { kind: 'system', id: 's' } as const,
  occurredAt: '2026-01-02T03:04:05.000Z',
};
const recorded = (schema: string, data: unknown, type = 'media.ClipCut'): Recorded => ({
  id: 'i',
  type,
  stream: 'clip-1',
  revision: 7n,
  position: 70n,
  recordedAt: new Date(0),
  data,
  metadata: { ...metadata, schema },
});
const dataOf = (of: Recorded): unknown => {
  const decoded = decodeBy(clips, of);
  return decoded.kind === 'known' ? decoded.event.data : decoded.reason;
};
const uploadId = '00000000-0000-4000-8000-000000000001';

describe('decode', () => {
  it('brings every old version to the newest, step by step', () => {
    const newest = { durationMs: 1500, editors: ['ann'] };
    deepEqual(dataOf(recorded('media.ClipCut@1', { seconds: 1.5, by: 'ann' })), newest);
    deepEqual(dataOf(recorded('media.ClipCut@2', { durationMs: 1500, by: 'ann' })), newest);
    deepEqual(dataOf(recorded('media.ClipCut@3', newest)), newest);
  });
  it('keeps the position in the log', () => {
    const decoded = decodeBy(clips, recorded('media.ClipCut@1', { seconds: 1, by: 'x' }));
    ok(decoded.kind === 'known');
    const { stream, revision, position, metadata: kept } = decoded.event;
    deepEqual([stream, revision, position, kept.schema], ['clip-1', 7n, 70n, 'media.ClipCut@1']);
  });
  it('gives the reason why it does not know an event, and never throws', () => {
    equal(dataOf(recorded('media.X@1', {}, 'media.X')), 'no definition for the event type "media.X"');
    equal(
      dataOf(recorded('media.ClipCut@4', {})),
      'no definition for "media.ClipCut@4"; the newest known is media.ClipCut@3',
    );
    equal(dataOf(recorded('media.ClipCut@1', { seconds: '1', by: 'x' })), 'media.ClipCut@1: /seconds must be number');
    equal(dataOf(recorded('media.ClipCut@1', 'torn json')), 'media.ClipCut@1: the value must be object');
    for (const broken of [undefined, null, 'x', new Uint8Array(3), {}])
      ok(String(dataOf({ ...recorded('media.ClipCut@1', {}), metadata: broken })).startsWith('metadata: '));
  });
  it('accepts metadata that later versions add', () =>
    equal(
      decodeBy(clips, {
        ...recorded('', {}),
        metadata: { ...metadata, schema: 'media.ClipCut@3', tenant: 'x' },
        data: { durationMs: 1, editors: [] },
      }).kind,
      'known',
    ));
  it('is the inverse of encode', () => {
    const event = {
      type: 'media.UploadAborted',
      data: { uploadId, assetId: uploadId, reason: 'cancelled' },
    };
    const encoded = language.encode(event, uploadId, metadata);
    equal(encoded.metadata.schema, 'media.UploadAborted@1');
    const decoded = language.decode({ ...recorded('', {}), ...encoded });
    ok(decoded.kind === 'known');
    deepEqual(decoded.event.data, event.data);
  });
});

describe('encode', () => {
  it('refuses data that does not fit its definition', () =>
    throws(() => language.encode({ type: 'media.UploadAborted', data: { uploadId } }, uploadId, metadata), {
      name: 'SchemaViolation',
      message: /media\.UploadAborted@1: .*assetId/,
    }));
});

describe('catalogue', () => {
  it('is total: each version and each step between versions exists exactly once', () => {
    throws(() => createCatalog([cut1, cut3], [toMs, toEditors]), /without gap or repeat; found 1, 3/);
    throws(() => createCatalog([cut1, cut1], [toMs]), /found 1, 1/);
    throws(() => createCatalog([cut1, cut2, cut3], [toMs]), /needs upcasters from \[1, 2\]; found \[1\]/);
    throws(() => createCatalog([cut1, cut2], [toMs, toEditors]), /found \[1, 2\]/);
    throws(() => createCatalog([], [toMs]), /names "media\.ClipCut"/);
  });
});
