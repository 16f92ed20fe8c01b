import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { Tag } from '../billing/money.ts';
import { TitleId } from './ids.ts';
import { AssetId, PackageId } from '../media/ids.ts';
import { Poster } from '../media/job.types.ts';

/** What an editor may say about a title. Null means "not given". */
export const TitleDetails = z.strictObject({
  name: z.string().min(1).max(200),
  synopsis: z.string().max(4000).nullable(),
  releaseYear: z.int().min(1870).max(2200).nullable(),
  /** Licence and attribution line, shown on the title page. */
  attribution: z.string().max(500).nullable(),
});
export type TitleDetails = z.infer<typeof TitleDetails>;

const value = z.union([z.string(), z.number(), z.null()]);

export const TitleCreated = defineEvent({
  type: 'catalog.TitleCreated',
  version: 1,
  category: 'title',
  description: 'A title was drafted.',
  data: z.strictObject({ titleId: TitleId, assetId: AssetId, details: TitleDetails }),
});

export const TitleDetailsEdited = defineEvent({
  type: 'catalog.TitleDetailsEdited',
  version: 1,
  category: 'title',
  description: 'An editor changed what is said about a title.',
  data: z.strictObject({
    titleId: TitleId,
    changes: z
      .array(
        z.strictObject({
          field: z.enum(['name', 'synopsis', 'releaseYear', 'attribution']),
          before: value,
          after: value,
        }),
      )
      .min(1),
  }),
});

export const TitleMediaAttached = defineEvent({
  type: 'catalog.TitleMediaAttached',
  version: 1,
  category: 'title',
  description: 'A playable package was attached to a title.',
  data: z.strictObject({
    titleId: TitleId,
    assetId: AssetId,
    packageId: PackageId,
    durationMs: z.int().min(0),
    poster: Poster.nullable(),
  }),
});

export const TitlePublished = defineEvent({
  type: 'catalog.TitlePublished',
  version: 1,
  category: 'title',
  description: 'A title went live.',
  data: z.strictObject({ titleId: TitleId, packageId: PackageId, name: z.string() }),
});

export const TitleUnpublished = defineEvent({
  type: 'catalog.TitleUnpublished',
  version: 1,
  category: 'title',
  description: 'A title was taken down.',
  data: z.strictObject({ titleId: TitleId, reason: z.string().max(500) }),
});

/** The age from which on a title is suitable, in years; null: nobody has said. */
export const Age = z.int().min(0).max(18).nullable();

export const TitleRated = defineEvent({
  type: 'catalog.TitleRated',
  version: 1,
  category: 'title',
  description: 'An editor said from which age on a title is made for.',
  data: z.strictObject({ titleId: TitleId, age: Age.describe('in years; null: it is not rated') }),
});

/** More tags than anybody gives a title. */
const MOST_TAGS = 20;

export const TitleTagged = defineEvent({
  type: 'catalog.TitleTagged',
  version: 1,
  category: 'title',
  description: 'An editor said by which tags a title is grouped.',
  data: z.strictObject({
    titleId: TitleId,
    tags: z.array(Tag).max(MOST_TAGS).describe('all of them, in lower case and in order; none: it has none'),
  }),
});

export const titleEvents = [
  TitleCreated,
  TitleDetailsEdited,
  TitleMediaAttached,
  TitlePublished,
  TitleUnpublished,
  TitleRated,
  TitleTagged,
] as const;
