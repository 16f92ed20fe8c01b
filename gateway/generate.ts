import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gatewayContexts } from './contexts.ts';
import { readSdl } from './graphql/sdl.ts';

// Writes what is made from the list of contexts and committed, so that a change of the API shows in review:
// `node gateway/generate.ts`, and with `--check` only says whether the committed files are up to date.

/** The generated files by their path below `gateway/`. */
const files = (): Readonly<Record<string, string>> => ({
  'generated/schema.graphql': `# Made from the contexts' *.graphql files by \`npm run generate:gateway\`. Do not edit.\n\n${readSdl(gatewayContexts)}\n`,
});

const check = process.argv.includes('--check');
for (const [path, text] of Object.entries(files())) {
  const target = join(import.meta.dirname, path);
  if (!check) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    console.log(`wrote gateway/${path}`);
  } else if (readOrEmpty(target) !== text) {
    console.error(`✗ gateway/${path} is not what the contexts say. Run \`npm run generate:gateway\` and commit it.`);
    process.exitCode = 1;
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
