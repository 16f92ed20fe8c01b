/** What a log says about itself. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { StartError } from '../start-error.ts';
import type { Tables } from './environment.ts';
import { LOG_FILE } from './log-file.ts';
import { WHOLE, type SealedFrom } from './seal.ts';

/** Logs of format 1 have no checksums; they become format 2 by the first start, and what is written from then on is sealed. */
const FORMAT = 2;
const FORMER = 1;

/** The log's own account. */
export interface About {
  readonly instanceId: string;
  readonly sealed: SealedFrom;
}

/** The entries of the table `about`; undefined for one that is missing. */
export interface AboutEntries {
  readonly format: unknown;
  readonly instance: unknown;
  readonly sealed: unknown;
}

/** What the entries say: of the former format, of this one, of a newer one, or nothing that can be true. */
export type AboutRead =
  | { readonly kind: 'former'; readonly instanceId: string }
  | { readonly kind: 'known'; readonly about: About }
  | { readonly kind: 'newer'; readonly format: number }
  | { readonly kind: 'damaged' };

/** Reads the entries. */
export function parseAbout({ format, instance, sealed }: AboutEntries): AboutRead {
  if (typeof format !== 'number') return { kind: 'damaged' };
  if (format > FORMAT && Number.isInteger(format)) return { kind: 'newer', format };
  if (typeof instance !== 'string') return { kind: 'damaged' };
  if (format === FORMER && sealed === undefined) return { kind: 'former', instanceId: instance };
  const [position, stream, sum] = String(sealed).split(':').map(Number);
  if (format !== FORMAT || position === undefined || stream === undefined) return { kind: 'damaged' };
  const about = { instanceId: instance, sealed: { position, stream } };
  return sum === sumOf(about) ? { kind: 'known', about } : { kind: 'damaged' };
}

/**
 * Reads what the log in `directory` says about itself; a new one gets its beginning, one of the former format is sealed from its
 * `end` on. Throws a `StartError` for a newer format or damage.
 */
export function readAbout({ root, about }: Tables, directory: string, end: () => SealedFrom): About {
  const entries = { format: about.get('format'), instance: about.get('instance'), sealed: about.get('sealed') };
  const isNew = Object.values(entries).every((entry) => entry === undefined) && end().position === 0;
  const read = isNew ? undefined : parseAbout(entries);
  switch (read?.kind) {
    case 'known':
      return read.about;
    case 'newer':
      throw new StartError(
        `the data directory ${directory} has format ${read.format} and this node reads format ${FORMAT}: start the newer node, or choose another directory with --data`,
      );
    case 'damaged':
      throw new StartError(
        `${join(directory, LOG_FILE)} is damaged where it says what it is: restore a backup of the directory, or choose another with --data`,
      );
  }
  const made: About =
    read === undefined ? { instanceId: randomUUID(), sealed: WHOLE } : { instanceId: read.instanceId, sealed: end() };
  root.transactionSync(() => writeAbout(about, made));
  return made;
}

/** Writes the account of a log of this format. */
export function writeAbout(table: Tables['about'], about: About): void {
  const { position, stream } = about.sealed;
  table.putSync('format', FORMAT);
  table.putSync('instance', about.instanceId);
  table.putSync('sealed', `${position}:${stream}:${sumOf(about)}`);
}

function sumOf({ instanceId, sealed: { position, stream } }: About): number {
  return crc32(`${FORMAT}:${instanceId}:${position}:${stream}`);
}
