/** `eventstore verify DIR [--seal]`: reads a log that no node has open, and says what it found. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { verifyLog, type VerifyReport } from './integrity/verify.ts';
import { lockDirectory, lockForReading } from './storage/lock.ts';
import { LOG_FILE } from './storage/log-file.ts';
import { sealLog } from './storage/seal-log.ts';
import { StartError } from './start-error.ts';

/** Lines about damage; a file that is full of it needs no more to be believed. */
const MOST_LINES = 100;

/**
 * Verifies the log in `directory`, and seals it if that is wanted and nothing is damaged; otherwise nothing there is written.
 * `print` gets lines for a person.
 * Returns false for a damaged log; throws a `StartError` where there is none or a node has it.
 */
export async function verify(
  { directory, seal }: { readonly directory: string; readonly seal: boolean },
  print: (line: string) => void,
): Promise<boolean> {
  const path = join(directory, LOG_FILE);
  if (!existsSync(path)) throw new StartError(`there is no log in ${directory}: ${path} does not exist`);
  const unlock = seal ? lockDirectory(directory) : lockForReading(directory);
  try {
    const report = verifyLog(path);
    print(summary(path, report));
    for (const damage of report.damages.slice(0, MOST_LINES)) print(`DAMAGED ${damage}`);
    if (report.damages.length > MOST_LINES) print(`and ${report.damages.length - MOST_LINES} more`);
    if (report.damages.length > 0) {
      print(`${path} is damaged. Restore a backup of ${directory}; keep the damaged file until all is well.`);
      return false;
    }
    if (!seal) {
      print(report.unsealed === 0 ? 'Nothing is damaged.' : `No damage shows. ${advice(report)}`);
      return true;
    }
    const sealed = await sealLog(directory);
    const after = verifyLog(path);
    print(`Nothing is damaged. ${sealed} values got a checksum, ${after.unsealed} have none.`);
    return after.damages.length === 0 && after.unsealed === 0;
  } finally {
    unlock();
  }
}

function summary(path: string, { bytes, records, streams, nextPosition }: VerifyReport): string {
  return `${path}: ${records} records of ${streams} streams up to position ${nextPosition}, ${bytes} bytes`;
}

function advice({ unsealed }: VerifyReport): string {
  return `${unsealed} values were written before there were checksums, so damage in them may not show: "verify --seal" gives them theirs.`;
}
