import { circumstancesOf } from './circumstances.ts';
import type { Grant } from '../../domain/playback/playback-decision.ts';
import type { TitleRow } from '../../projections/catalog/titles.rows.ts';
import { maySee } from '../../domain/playback/playback-decision.ts';
import { answerEpoch } from '../graphql/answer-epoch.ts';
import type { RequestContext } from '../graphql/context.ts';

/** A title as GraphQL shows it; `progress` and `asset` are resolved by loaders, `posterUrl` is signed when it is asked for. */
export interface TitleView {
  readonly id: string;
  readonly assetId: string;
  readonly status: 'DRAFT' | 'PUBLISHED' | 'UNPUBLISHED';
  readonly name: string;
  readonly synopsis: string | null;
  readonly releaseYear: number | null;
  readonly attribution: string | null;
  readonly age: number | null;
  readonly durationMs: number | null;
  readonly hasPoster: boolean;
  readonly posterPlaceholder: string | null;
  readonly playable: boolean;
  readonly createdAt: string;
  readonly publishedAt: string | null;
  readonly tags: readonly string[];
  /** In which it may be shown; for staff. */
  readonly windows: TitleRow['windows'];
  readonly revision: string;
  /** The account that is shown it because it bought it: to others it is not there any more. */
  readonly ownedBy?: string;
}

const STATUS = { draft: 'DRAFT', published: 'PUBLISHED', unpublished: 'UNPUBLISHED' } as const;

/**
 * Shows a row, if this caller may know of the title; else undefined, as if there were none. Every resolver that gives a
 * title away shows it here.
 * @param grants what the caller has: what was bought is shown to who has it when it is not sold any more
 */
export function showTitle(
  context: RequestContext,
  row: TitleRow | undefined,
  grants: readonly Grant[] = [],
): TitleView | undefined {
  const { kind: caller, audience, account } = context.caller;
  const where = circumstancesOf(context.ports, context.caller);
  if (row === undefined) return undefined;
  const isForAll = maySee({ caller, audience, title: row, where });
  if (!isForAll && (grants.length === 0 || !maySee({ caller, audience, title: row, where, grants }))) return undefined;
  // What is shown now is not shown for longer than its windows are open, whether or not an event says so in time.
  for (const { endMs } of row.windows) if (endMs !== null && endMs > where.at) answerEpoch(context.ports).note(endMs);
  return {
    id: row.titleId,
    assetId: row.assetId,
    status: STATUS[row.status],
    name: row.name,
    synopsis: row.synopsis,
    releaseYear: row.releaseYear,
    attribution: row.attribution,
    age: row.age,
    durationMs: row.durationMs,
    hasPoster: row.posterKey !== null,
    posterPlaceholder: row.posterPlaceholder,
    playable: row.packageId !== null,
    createdAt: row.createdAt,
    publishedAt: row.publishedAt,
    tags: row.tags,
    windows: row.windows,
    revision: row.revision,
    ...(!isForAll && account !== undefined && { ownedBy: account.accountId }),
  };
}
