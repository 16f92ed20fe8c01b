import { join } from 'node:path';
import { createFileMemory } from '../../adapters/files/log-memory.ts';
import type { Database } from '../../ports/database.ts';
import { createDatabaseMemory } from '../../projections/runtime/log-memory.ts';
import { withoutPassword } from '../config.ts';
import type { Config } from '../config.ts';
import { namedUrl, URL_VARIABLES } from '../local-services.ts';
import type { RoleName } from '../role-names.ts';
import type { ServiceUrls } from '../service-urls.ts';
import type { EventStoreAt } from './describe.ts';
import type { Place } from './look.ts';

/** Roles that read or write films; the others may run where the directory is not. */
const ROLES_WITH_FILMS: readonly RoleName[] = ['gateway', 'worker'];

/** What the films' directory remembers the log in. */
export const fileOfFilms = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'media', 'log.json');

/** What remembers the log, in an installation or the part of it that these roles see. */
export function placesOf(
  config: Config,
  db: Database,
  services: Pick<ServiceUrls, 'postgres'>,
  roles: readonly RoleName[] = ROLES_WITH_FILMS,
): readonly Place[] {
  const database: Place = {
    what: `the read models and checkpoints in PostgreSQL (${withoutPassword(services.postgres)})`,
    setting: settingOf(config, 'postgres'),
    memory: createDatabaseMemory(db),
  };
  const films: Place = {
    what: `the films in ${join(config.dataDir, 'media')}`,
    setting: 'REPRISE_DATA_DIR',
    memory: createFileMemory(fileOfFilms(config)),
  };
  return roles.some((role) => ROLES_WITH_FILMS.includes(role)) ? [database, films] : [database];
}

export const eventStoreAt = (config: Config, services: Pick<ServiceUrls, 'eventstore'>): EventStoreAt => ({
  url: withoutPassword(services.eventstore),
  setting: settingOf(config, 'eventstore'),
});

/** Members of a cluster lag behind each other a little. */
export const patienceWith = ({ eventstore }: Pick<ServiceUrls, 'eventstore'>): number =>
  eventstore.startsWith('esdb+discover://') || eventstore.includes(',') ? 10 : 0;

const settingOf = (config: Config, name: 'eventstore' | 'postgres'): string =>
  namedUrl(config, name) === undefined ? join(config.dataDir, 'services', name) : URL_VARIABLES[name];
