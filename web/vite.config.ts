import react from '@vitejs/plugin-react';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { persistedOperations } from './app/graphql/persisted-plugin.ts';

/** Where `vite dev` finds the gateway; the built app is served by the gateway itself. */
const gateway = process.env['DEV_GATEWAY_URL'] ?? 'http://127.0.0.1:8080';

/** Writes a `.gz` beside every text asset, once and with all effort: the gateway sends it to browsers that take it. */
const precompress = (): Plugin => ({
  name: 'reprise-precompress',
  apply: 'build',
  writeBundle({ dir }) {
    const assets = join(dir ?? '', 'assets');
    for (const name of readdirSync(assets).filter((file) => /\.(js|css|svg)$/.test(file))) {
      writeFileSync(
        join(assets, `${name}.gz`),
        gzipSync(readFileSync(join(assets, name)), { level: constants.Z_BEST_COMPRESSION }),
      );
    }
  },
});

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), persistedOperations(), precompress()],
  build: {
    target: 'es2022',
    // The content security policy allows no `data:` scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    // The player's engine and GraphiQL are large third-party files that load on demand.
    chunkSizeWarningLimit: 900,
    // Tells the size test what the first route loads.
    manifest: true,
    rolldownOptions: {
      input: {
        app: join(import.meta.dirname, 'index.html'),
        graphiql: join(import.meta.dirname, 'graphiql/index.html'),
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/graphql': { target: gateway, ws: true },
      ...Object.fromEntries(
        ['/uploads', '/exports', '/openid', '/playback', '/images', '/v/'].map((path) => [path, { target: gateway }]),
      ),
    },
  },
});
