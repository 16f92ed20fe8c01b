import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from './make-directory.ts';
import { WrongConfiguration } from './wrong-configuration.ts';

/** What a secret may be: printable, without spaces, and not so long that it can only be something else. */
const PRINTABLE = /^[\x21-\x7e]{1,1024}$/;

/**
 * The secret in the file `name` of `directory`: made once, by whoever asks first, and kept there for its owner alone.
 * @param least characters that it must have
 * @throws WrongConfiguration that names the file and says what to do, when it is damaged, empty or cannot be used
 */
export function keptSecret(directory: string, name: string, least = 16): string {
  const path = join(directory, name);
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) makeSecret(directory, path);
    return checked(path, readFileSync(path, 'utf8').trim(), least);
  } catch (error) {
    if (error instanceof WrongConfiguration) throw error;
    throw new WrongConfiguration(
      `${path} cannot be used (${error instanceof Error ? error.message : String(error)}). Make it a file of yours, delete it so that a new one is made, or name a directory that belongs to you in REPRISE_DATA_DIR.`,
      { cause: error },
    );
  }
}

function checked(path: string, secret: string, least: number): string {
  if (PRINTABLE.test(secret) && secret.length >= least) return secret;
  const fault = secret === '' ? 'is empty' : secret.length < least ? 'is cut short' : 'is damaged: it holds no secret';
  throw new WrongConfiguration(
    `${path} ${fault}. Put it back from a backup, or delete it: a new one is made then (docs/operations.md says what that changes).`,
  );
}

/** Two programs that start at once must end up with the same secret: linking fails when the other one was first. */
function makeSecret(directory: string, path: string): void {
  makeDirectory(directory);
  // In containers every process may have the same number.
  const whole = `${path}.${randomUUID()}`;
  writeFileSync(whole, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(whole, path);
  } catch (error) {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}
