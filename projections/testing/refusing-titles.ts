import { titlesProjection } from '../catalog/titles.projection.ts';
import { edit } from '../runtime/projection.ts';
import type { Projection } from '../runtime/projection.ts';
import { REFUSED_YEAR } from './film-history.ts';
import { standardProjections } from './standard.ts';

/** The read model `titles` with a bug: it makes a row of `refusedTitle` that PostgreSQL refuses. */
const refusingTitles: Projection = {
  ...titlesProjection,
  editsOf: (entry) =>
    titlesProjection.editsOf(entry).map((made) =>
      edit<Record<string, unknown>>(made.table as never, made.key, (row) => {
        const next = made.apply(row);
        return next?.['releaseYear'] === REFUSED_YEAR ? { ...next, releaseYear: 'no number' } : next;
      }),
    ),
};

/** The standard read models, of which one has a bug. */
export const refusingProjections: readonly Projection[] = standardProjections.map((each) =>
  each.name === titlesProjection.name ? refusingTitles : each,
);
