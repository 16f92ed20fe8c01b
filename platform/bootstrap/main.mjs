// The first thing that runs on a fresh machine: plain JavaScript, no dependencies, any Node from 20 on.
// It installs what is missing, then hands over to the pinned Node under node_modules.
//   node platform/bootstrap/main.mjs <start|test|test:long|bench> [arguments]
import { fileURLToPath } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { SetupFailed, print } from './print.mjs';

try {
  process.exitCode = await bootstrap(process.argv.slice(2), fileURLToPath(new URL('../..', import.meta.url)));
} catch (error) {
  if (!(error instanceof SetupFailed)) throw error;
  print('✗', error.message);
  process.exitCode = 1;
}
