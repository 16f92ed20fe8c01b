import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import type { MediaStore } from '../media-store.ts';

/** What every `MediaStore` must do. There is no double: over a temporary directory the real one costs nothing. */
export function mediaStoreContract(store: () => MediaStore): void {
  const put = (key: string, bytes: string): void => {
    const path = store().path(key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  };

  describe('the media store', () => {
    it('keeps every key below its root, and refuses one that would leave it', () => {
      for (const key of ['', '.', '..', '../x', 'a/../../x', '/etc/passwd', 'a//b', 'a/', 'a\\b', 'a\0b', 'a/./b', 'ä'])
        throws(() => store().path(key), RangeError, key);
      const path = store().path('packages/1-2/3/v720/1.m4s');
      ok(path.startsWith('/') && path.endsWith('/packages/1-2/3/v720/1.m4s'));
    });
    it('has no size and no entries of what is absent, which can be removed', async () => {
      const [absent, below] = [randomUUID(), `${randomUUID()}/b/c`];
      for (const key of [absent, below]) {
        equal(await store().size(key), undefined);
        deepEqual(await store().list(key), []);
        await store().remove(key);
      }
      const file = randomUUID();
      put(file, 'x');
      equal(await store().size(`${file}/below`), undefined);
    });
    it('reads bytes whole or by range, its ends included', async () => {
      const key = `${randomUUID()}/b/c`;
      put(key, '0123456789');
      equal(await store().size(key), 10);
      equal(await text(store().read(key)), '0123456789');
      equal(await text(store().read(key, { start: 2, end: 4 })), '234');
    });
    it('lists what lies directly below, and removes whole trees', async () => {
      const [one, other] = [randomUUID(), randomUUID()];
      for (const key of [`${one}/a`, `${one}/b/c`, `${other}/a`]) put(key, 'x');
      deepEqual((await store().list(one)).toSorted(), ['a', 'b']);
      await store().remove(one);
      equal(await store().size(`${one}/b/c`), undefined);
      deepEqual(await store().list(one), []);
      equal(await store().size(`${other}/a`), 1);
    });
    it('knows how much space is left', async () => {
      ok((await store().freeBytes()) > 0);
    });
  });
}
