import type { RequestContext } from '../graphql/context.ts';

/**
 * How much of a title an account has watched, in hundredths of a percent: the furthest that anybody of the household got. Whoever
 * watches without having chosen a profile is known by their browser, so that of whoever asks counts too.
 */
export async function watchedBasisPoints(
  { caller, ports }: Pick<RequestContext, 'caller' | 'ports'>,
  accountId: string,
  titleId: string,
): Promise<number> {
  const household = (await ports.queries.profiles.ofAccount(accountId)).map(({ profileId }) => profileId);
  const own = caller.account?.accountId === accountId ? [caller.profileId, caller.browserId] : [];
  const rows = await Promise.all(
    [...new Set([...household, ...own])].map((profileId) => ports.queries.progress.forTitles(profileId, [titleId])),
  );
  const shares = rows.flatMap((of) => {
    const row = of.get(titleId);
    if (row === undefined) return [];
    return [row.finished || row.durationMs === 0 ? 10_000 : Math.floor((row.positionMs / row.durationMs) * 10_000)];
  });
  return Math.min(10_000, Math.max(0, ...shares));
}
