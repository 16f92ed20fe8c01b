import { statSync } from 'node:fs';
import { join } from 'node:path';
import { WrongConfiguration } from './wrong-configuration.ts';

/** What is lost with a part of the data directory: that is what a person wants to know before moving it away. */
const REBUILT = 'everything in it is filled again from the event store';
const NOTHING = 'nothing in it is missed';
const FILMS = 'the films in it cannot be played without it; put it back from a backup';
const TRUTH = 'it holds the log, which is the truth; put it back from a backup';
const SECRETS = 'new secrets are made then: viewers lose their profile, and the studio needs the new link';

/** The directories of a data directory that was used, and what is lost with each. */
export const DIRECTORIES: Readonly<Record<string, string>> = {
  '.': 'a new one is made then',
  secrets: SECRETS,
  services: TRUTH,
  'services/eventstore': TRUTH,
  'services/postgres': REBUILT,
  'services/nats': 'jobs are handed out again from the log',
  'services/nats/jetstream': 'jobs are handed out again from the log',
  'services/redis': NOTHING,
  'services/logs': NOTHING,
  media: FILMS,
  'media/sources': FILMS,
  'media/packages': FILMS,
  'media/posters': 'posters are missing without it; put it back from a backup',
  'media/uploads': 'unfinished uploads begin again',
  'media/work': 'unfinished jobs begin again',
  'media/encodings': 'unfinished jobs begin again',
  logs: NOTHING,
  demo: 'the demo films are fetched again',
  cache: NOTHING,
};

/** As above, its files. */
export const FILES: Readonly<Record<string, string>> = {
  'instance.lock': NOTHING,
  'service-urls.json': NOTHING,
  'logs/reprise.log': NOTHING,
  'services/eventstore/log.mdb': TRUTH,
  'services/eventstore/node.lock': NOTHING,
  'services/nats/server.conf': NOTHING,
  'services/redis/redis.conf': NOTHING,
  ...Object.fromEntries(
    ['eventstore', 'postgres', 'nats', 'redis'].flatMap((name) => [
      [`services/${name}.pid`, NOTHING],
      [`services/logs/${name}.log`, NOTHING],
    ]),
  ),
};

/**
 * Looks whether directories and files of the data directory are what they should be, where they are there at all.
 * @throws WrongConfiguration that names the first that is not and says what to do
 */
export function checkLayout(dataDir: string): void {
  for (const [name, lost] of Object.entries(DIRECTORIES)) {
    const kind = kindOf(join(dataDir, name));
    if (kind !== undefined && kind !== 'a directory')
      throw wrong(`${join(dataDir, name)} is ${kind}, where a directory should be`, lost);
  }
  for (const [name, lost] of Object.entries(FILES)) {
    const kind = kindOf(join(dataDir, name));
    if (kind !== undefined && kind !== 'a file')
      throw wrong(`${join(dataDir, name)} is ${kind}, where a file should be`, lost);
  }
}

const wrong = (what: string, lost: string): WrongConfiguration =>
  new WrongConfiguration(`${what}. Move it away (${lost}), or name another directory in REPRISE_DATA_DIR.`);

/** Follows links, since directories may lie elsewhere; one that leads nowhere counts as absent. */
function kindOf(path: string): string | undefined {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return undefined;
    return status.isDirectory() ? 'a directory' : status.isFile() ? 'a file' : 'something else';
  } catch {
    // Below a file, which has its own line; or nothing that we may look at, which whoever opens it says better.
    return undefined;
  }
}
