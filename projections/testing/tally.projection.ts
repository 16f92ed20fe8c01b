import { int, long, table, text } from '../db/table.ts';
import { edit, projectionOfAll } from '../runtime/projection.ts';

const tallies = table('tallies', {
  key: ['category'],
  columns: { category: text, count: int, chain: int, position: long },
});

/**
 * Counts events per category and chains their positions. Unlike the real read models it forgives nothing: an event that is
 * handled twice, skipped or out of order shows for ever.
 */
export const tallyProjection = projectionOfAll({
  name: 'tally',
  version: 1,
  tables: [tallies],
  onEvery: ({ stream, position }) => {
    const category = stream.slice(0, stream.indexOf('-'));
    return [
      edit(tallies, [category], (row) => ({
        category,
        count: (row?.count ?? 0) + 1,
        chain: ((row?.chain ?? 7) * 31 + Number(position % 1_000_003n)) % 2 ** 31,
        position,
      })),
    ];
  },
});
