import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { language } from './language.ts';
import { eventModelFile } from './generator/event-model.ts';
import { jsonFiles, jsonFolder, messageFiles } from './generator/json-files.ts';
import type { GeneratedFile } from './generator/json-files.ts';
import { readMentions } from './generator/mentions.ts';

const projectRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** Everything that the catalogue generates: JSON Schemas and the page about them. */
export function generatedFiles(root: string = projectRoot): GeneratedFile[] {
  return [
    ...jsonFiles(language.events),
    ...messageFiles(language.contexts.flatMap(({ messages }) => messages ?? [])),
    eventModelFile({
      events: language.events,
      commands: [...language.commands.values()],
      mentions: readMentions(root),
    }),
  ];
}

/** What differs between `files` and the disk below `root`, a line each: missing, differing, or a schema that nothing defines. */
export function differences(files: readonly GeneratedFile[], root: string = projectRoot): string[] {
  const expected = new Map(files.map(({ path, text }) => [path, text]));
  const strays = namesIn(join(root, jsonFolder))
    .map((name) => `${jsonFolder}/${name}`)
    .filter((path) => !expected.has(path));
  return [
    ...[...expected].flatMap(([path, text]) => {
      const found = textOf(join(root, path));
      return found === text ? [] : [`${path} ${found === undefined ? 'is missing' : 'differs from the catalogue'}`];
    }),
    ...strays.map((path) => `${path} has no definition; keep old versions in pastEvents of their context`),
  ];
}

const textOf = (path: string): string | undefined => unlessAbsent(() => readFileSync(path, 'utf8'));
const namesIn = (folder: string): string[] => unlessAbsent(() => readdirSync(folder).toSorted()) ?? [];

function unlessAbsent<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function main(): void {
  const files = generatedFiles();
  if (process.argv.includes('--check')) {
    const found = differences(files);
    for (const line of found) console.error(line);
    if (found.length > 0) console.error('Run "npm run generate" and commit the result.');
    process.exitCode = found.length > 0 ? 1 : 0;
    return;
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(join(projectRoot, path)), { recursive: true });
    writeFileSync(join(projectRoot, path), text);
  }
  console.log(`${files.length} files generated`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
