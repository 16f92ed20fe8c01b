import { deepEqual } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeTestDir } from '../tests/harness/clean-up.ts';
import { findBytes } from './scan-bytes.ts';

test('a text is found in every form in which a file may hold it, across the edges of what is read at once', async (t) => {
  const dir = makeTestDir(t);
  const text = 'Zwölfkampf-Mark-7731';
  const around = (inner: string): string => Buffer.from(`{"a":"${inner}"}`).toString('base64');
  const files: Readonly<Record<string, Buffer>> = {
    raw: Buffer.concat([Buffer.alloc((1 << 20) - 5, 1), Buffer.from(text)]),
    utf16le: Buffer.from(`x${text}x`, 'utf16le'),
    utf16be: Buffer.from(`x${text}x`, 'utf16le').swap16(),
    hex: Buffer.from(Buffer.from(text).toString('hex')),
    base64a: Buffer.from(around(text)),
    base64b: Buffer.from(around(`b${text}`)),
    base64c: Buffer.from(around(`cc${text}`)),
    none: Buffer.from(text.slice(1)),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dir, name), bytes);
  const found = (await findBytes(dir, [text])).map((line) => line.split(':')[0] ?? '').toSorted();
  deepEqual(
    found,
    Object.keys(files)
      .filter((name) => name !== 'none')
      .toSorted(),
  );
});
