import { explainPlayback, isGrantDenial } from '../../domain/playback/playback-decision.ts';
import type { Grant } from '../../domain/playback/playback-decision.ts';
import { liveGrants } from '../billing/live-grants.ts';
import { soldTitle } from '../billing/title-offers.ts';
import { circumstancesOf } from '../catalog/circumstances.ts';
import type { TitleView } from '../catalog/title.view.ts';
import type { TitleResolvers as Generated } from '../generated/resolvers.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { ResolverModule, TypeFields } from '../graphql/resolver.ts';
import { liveStandings } from '../identity/live-standings.ts';
import { isTold, offersOf } from './playback-refusal.ts';

const BY = { plan: 'PLAN', rental: 'RENTAL', purchase: 'PURCHASE', promo: 'GIFT' } as const;

/** What the caller's account has, where that matters for a title: what is free for everybody asks nobody. */
async function grantsFor({ ports, changes, caller }: RequestContext, view: TitleView): Promise<readonly Grant[]> {
  const isSold = view.windows.some(({ model }) => model !== 'FREE');
  if (!isSold || caller.account === undefined || caller.kind === 'staff') return [];
  return (await liveGrants({ ports, changes }).of(caller.account.accountId)).grants;
}

/** Why the caller's account plays nothing for now; undefined: it may. */
const standingOf = async ({ ports, changes, caller }: RequestContext) =>
  caller.account === undefined ? undefined : liveStandings({ ports, changes }).of(caller.account.accountId);

/** Whether the caller may play a title that they are shown. No call to the event store, and no statement for each title. */
export async function titleAccess(context: RequestContext, view: TitleView) {
  const { ports, caller } = context;
  const title = soldTitle(view);
  const asked = { caller: caller.kind, audience: caller.audience, title, where: circumstancesOf(ports, caller) };
  const [grants, suspended] = await Promise.all([grantsFor(context, view), standingOf(context)]);
  const standing = suspended === undefined ? undefined : 'suspended';
  const { allow, reason, grant, models } = explainPlayback({ ...asked, grants, standing });
  const mayPay = isGrantDenial(reason);
  return {
    canWatch: allow,
    reason: reason !== null && isTold(reason) ? reason : null,
    by: grant === null ? null : BY[grant.kind],
    until: grant?.until ?? null,
    offers: mayPay ? await offersOf(context, models.includes('SVOD') && reason === 'PLAN_REQUIRED', title) : [],
  };
}

/** What cards and pages of titles say of the right to watch. */
export const accessResolvers: ResolverModule = {
  types: {
    Title: {
      access: {
        reads: ['grants', 'accounts', 'plans', 'title_prices'],
        resolve: (title, _args, context) => titleAccess(context, title),
      },
    } satisfies TypeFields<Generated, 'access'>,
  },
};
