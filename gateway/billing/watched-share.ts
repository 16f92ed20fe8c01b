import { watchedIn } from '../../commands/playback/watched-now.ts';
import type { PurchaseRow } from '../../projections/billing/purchases.rows.ts';
import type { RequestContext } from '../graphql/context.ts';

/** So many of an account's newest starts are looked through. */
const MOST_STARTS = 500;

/**
 * How much of a title an account has watched since it was paid for, in hundredths of a percent: what its playbacks that are over came to,
 * or where somebody of it stands now, if that is more. Whoever begins the film again after watching it has watched it.
 */
export async function watchedBasisPoints(
  { caller, ports }: Pick<RequestContext, 'caller' | 'ports'>,
  { accountId, titleId, madeAt }: Pick<PurchaseRow, 'accountId' | 'titleId' | 'madeAt'>,
): Promise<number> {
  const { rows } = await ports.queries.decisions.ofAccount(accountId, { first: MOST_STARTS });
  const starts = rows
    .map(({ row }) => row)
    .filter((row) => row.allow && row.titleId === titleId && row.at >= (madeAt ?? ''));
  const household = (await ports.queries.profiles.ofAccount(accountId)).map(({ profileId }) => profileId);
  const own = caller.account?.accountId === accountId ? [caller.profileId] : [];
  const profileIds = [...new Set([...household, ...own, ...starts.map(({ profileId }) => profileId)])];
  const [progress, watchedMs, title] = await Promise.all([
    Promise.all(profileIds.map((profileId) => ports.queries.progress.forTitles(profileId, [titleId]))),
    watchedIn(
      ports.log,
      starts.map(({ sessionId }) => sessionId),
    ),
    ports.queries.titles.byId(titleId),
  ]);
  const stands = progress.flatMap((of) => {
    const row = of.get(titleId);
    if (row === undefined) return [];
    return [row.finished || row.durationMs === 0 ? 1 : row.positionMs / row.durationMs];
  });
  const played = title?.durationMs ? watchedMs / title.durationMs : 0;
  return Math.floor(Math.min(1, Math.max(0, played, ...stands)) * 10_000);
}
