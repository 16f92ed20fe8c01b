import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ingestFilm } from '../client/ingest-film.ts';
import { listenToProgress } from '../client/job-progress.ts';
import { createProgressLines } from '../client/progress-lines.ts';
import { loadConfig } from '../config.ts';
import { PlainError, tell, wordsOf } from '../terminal.ts';

/** `reprise ingest FILE…`: films go to the running platform as from the studio and are published under their file names. */
export const ingest = async (args: readonly string[]): Promise<number> => {
  if (args.length === 0) throw new PlainError('Name the films: reprise ingest FILE…');
  for (const path of args) if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw new PlainError(`${path} is not a file.`);
  const config = loadConfig();
  const api = { base: config.publicUrl, token: config.operatorToken };
  const progress = listenToProgress(api);
  const lines = createProgressLines();
  const results = await Promise.allSettled(
    args.map(async (path) => {
      const name = basename(path, extname(path));
      return ingestFilm(api, { key: await digestOf(path), path, name }, (stage, fraction) => lines.show(name, stage, fraction), progress.fractionOf);
    }),
  );
  lines.stop();
  progress.stop();
  for (const [index, result] of results.entries())
    if (result.status === 'rejected') tell('✗', `${args[index]}: ${wordsOf(result.reason)}`);
    else tell('✓', `${args[index]} is published`);
  return results.every(({ status }) => status === 'fulfilled') ? 0 : 1;
};

/** A film is its bytes: the same file is not ingested twice. */
const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};
