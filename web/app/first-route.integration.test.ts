import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Manifest } from 'vite';
import { buildWeb, webIsBuilt } from '../../platform/web-build.ts';

const outDir = join(import.meta.dirname, '../dist');

/** Every script that the browser loads before the viewer's first route shows, by what `entry` imports statically. */
function scriptsOf(manifest: Manifest, entry: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[entry];
  if (chunk === undefined || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const imported of chunk.imports ?? []) scriptsOf(manifest, imported, seen);
  return seen;
}

test("the viewer's first route ships under 200 kB of compressed script, without the player, the studio and GraphiQL", async () => {
  if (!webIsBuilt()) await buildWeb();
  const manifest = JSON.parse(readFileSync(join(outDir, '.vite/manifest.json'), 'utf8')) as Manifest;
  const scripts = [...scriptsOf(manifest, 'index.html')];
  const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(outDir, file))).byteLength, 0);
  assert.ok(bytes > 20_000, `${bytes} bytes cannot be the whole app`);
  assert.ok(bytes < 200_000, `${bytes} compressed bytes: ${scripts.join(', ')}`);
  const lazy = ['player/watch-page.tsx', 'studio/studio-layout.tsx', 'graphiql/index.html'].map(
    (entry) => manifest[entry]?.file,
  );
  for (const file of lazy) assert.ok(file !== undefined && !scripts.includes(file), `${file} must load on demand`);
});
