import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Where `vite dev` finds the gateway; the built app is served by the gateway itself. */
const gateway = process.env['REPRISE_GATEWAY_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'es2022',
    // The content security policy allows no `data:` fonts or scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    // The player's engine is one third-party file that loads on demand.
    chunkSizeWarningLimit: 900,
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
      ...Object.fromEntries(['/uploads', '/playback', '/images', '/v/'].map((path) => [path, { target: gateway }])),
    },
  },
});
