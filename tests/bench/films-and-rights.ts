import { randomUUID } from 'node:crypto';
import { grantsProjection } from '../../projections/billing/grants.projection.ts';
import { titlesProjection } from '../../projections/catalog/titles.projection.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { rebuild } from '../../projections/runtime/rebuild.ts';
import { openFreshDatabase } from '../../projections/testing/database.ts';
import { makeEvent, type Addressed } from '../../projections/testing/made-events.ts';
import { createChance } from '../../projections/testing/random.ts';
import type { Database } from '../../ports/database.ts';
import { createMemoryLog, type MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { language } from '../../schemas/language.ts';
import type { Scope } from './scope.ts';

const FILMS = 200;
const chance = createChance(7);
const at = (stream: string, type: string, data: object): Addressed => ({
  stream,
  event: makeEvent(chance, type, data),
});

/** A film that can be seen everywhere and rented, as its events. */
function film(titleId: string): readonly Addressed[] {
  const [assetId, packageId] = [randomUUID(), randomUUID()];
  const window = { territories: [], except: [], start: '2026-01-01T00:00:00.000Z', end: null, maxHeight: null };
  const details = {
    name: `The film ${titleId}`,
    synopsis: 'A film about a machine that is measured. '.repeat(4),
    releaseYear: 2026,
    attribution: null,
  };
  const stream = `title-${titleId}`;
  return [
    at(stream, 'catalog.TitleCreated', { titleId, assetId, details }),
    at(stream, 'catalog.TitleMediaAttached', { titleId, assetId, packageId, durationMs: 5_400_000, poster: null }),
    at(stream, 'catalog.TitlePublished', { titleId, packageId, name: details.name }),
    at(`rights-${titleId}`, 'catalog.RightsWindowGranted', {
      ...{ titleId, windowId: randomUUID() },
      window: { ...window, model: 'RENT' },
    }),
  ];
}

/** Somebody who rented a film, and who they are. */
export interface Renter {
  readonly accountId: string;
  readonly titleId: string;
}

function rental({ accountId, titleId }: Renter): Addressed {
  const [purchaseId, invoiceId] = [randomUUID(), randomUUID()];
  return at(`purchase-${purchaseId}`, 'billing.PurchaseMade', {
    ...{ purchaseId, accountId, titleId, invoiceId, model: 'rent', currency: 'EUR', paidMinor: 399 },
    ...{ at: '2026-01-02T03:04:05.000Z', startBy: '2126-02-01T03:04:05.000Z' },
  });
}

export interface FilmsAndRights {
  readonly log: MemoryLog;
  readonly db: Database;
  readonly url: string;
  readonly renters: readonly Renter[];
}

/** A log in memory of so many rentals of 200 films, and its read models in PostgreSQL. */
export async function filmsAndRights(scope: Scope, postgres: string, rentals: number): Promise<FilmsAndRights> {
  const log = createMemoryLog();
  const films = Array.from({ length: FILMS }, () => randomUUID());
  for (const titleId of films) log.write(film(titleId));
  const renters = Array.from({ length: rentals }, (_, index) => ({
    accountId: randomUUID(),
    titleId: films[index % FILMS] ?? '',
  }));
  log.write(renters.map(rental));
  const { db, url } = await openFreshDatabase(postgres, 'rights');
  scope.afterwards.after(() => db.close());
  const projections = [titlesProjection, grantsProjection];
  await migrate(db, projections);
  for (const { name } of projections) await rebuild({ db, log, language, name, projections });
  await db.query('analyze');
  return { log, db, url, renters };
}
