/**
 * What the start looks at before lmdb maps the file into memory, where damage could end the process without a word or make a
 * stream look new: the first two pages, the length, the list of free pages, every page that leads to others, every name, and
 * the pages of entries as far as a start may take.
 */
import { join } from 'node:path';
import { DamagedLog } from '../storage/damage.ts';
import { LOG_FILE } from '../storage/log-file.ts';
import { openStream } from '../storage/seal.ts';
import { StartError } from '../start-error.ts';
import { BadMeta, openPages } from './pages.ts';
import { openLogFile, sealedFrom } from './tables.ts';

/** Pages of entries that a start reads beside the names: 128 MiB, half a second or so. */
const LEAF_PAGES = 32_768;

/** Checks the file of the log in `directory`; throws a `StartError` that says what is damaged. */
export function checkLogFile(directory: string, leafPages = LEAF_PAGES): void {
  const path = join(directory, LOG_FILE);
  try {
    const pages = openPages(path);
    if (pages === undefined) return;
    try {
      const log = openLogFile(pages, (page, what) => {
        throw new BadMeta(`page ${page}: ${what}`);
      });
      const sealed = sealedFrom(log, () => undefined);
      log.walk('names', true, ({ key, value }) => openStream(value(), key, sealed));
      let left = leafPages;
      for (const name of ['index', 'records'] as const) {
        left -= log.table(name)?.leafPages ?? 0;
        log.walk(name, left >= 0);
      }
      log.walkFree();
    } finally {
      pages.close();
    }
  } catch (error) {
    if (error instanceof BadMeta || error instanceof DamagedLog || error instanceof RangeError)
      throw new StartError(
        `the log ${path} is damaged and was not opened (${error.message}): nothing was changed. See what is damaged with "reprise eventstore verify", restore a backup of the directory, or choose another with --data`,
      );
    throw error;
  }
}
