import { explainPlayback, maySee, type PlaybackInputs } from '../../domain/playback/playback-decision.ts';
import { territories } from '../../domain/kernel/territory-decision.ts';
import type { DecisionRow } from '../../projections/playback/decisions.rows.ts';
import { circumstancesOf } from '../catalog/circumstances.ts';
import { titleOfNow } from '../catalog/live-titles.ts';
import { titleById } from '../catalog/title.loader.ts';
import { showTitle, type TitleView } from '../catalog/title.view.ts';
import type { PlaybackExplanation, QueryResolvers, QueryWhyMayNotSeeArgs } from '../generated/resolvers.ts';
import { connectionOf, isId, pageOf } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import { publicError } from '../graphql/errors.ts';
import type { QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { audienceOf } from '../identity/live-profiles.ts';
import { recordPersonReading } from '../identity/record-reading.ts';

/** What a rule means that did not hold, for people who work here. Rules that others add are shown by their names. */
const TEXTS: Readonly<Record<string, string>> = {
  NOT_AVAILABLE: 'The title is not published, or has nothing to play yet.',
  OUTSIDE_WINDOW: 'No rights window is open now.',
  TERRITORY: 'Rights windows are open, but not where they are.',
  LOCATION_UNVERIFIED: 'Rights windows are open in some countries, and nobody can tell where they are.',
  PLAN_REQUIRED: 'It takes a plan, a rental or a purchase, and they have none for it.',
  PAYMENT_DUE: 'They have a plan with it, and its payment is overdue.',
  RENTAL_EXPIRED: 'They rented it, and the time is over.',
  MATURITY: 'It is rated above the cap of the profile, or not rated and the profile is a kids’ one.',
  ACCOUNT_SUSPENDED: 'The account is suspended: it plays nothing until somebody who works here lifts that.',
  PIN_REQUIRED: 'It is rated above the cap of the profile; the PIN of somebody grown up of the household opens it.',
  DEVICE_BLOCKED: 'The device is blocked for the account.',
  SIGNED_OUT: 'The device was signed out.',
  TOO_MANY_STREAMS: 'As many films play on the account as its plan allows.',
};
const reasonsOf = (codes: readonly string[]) =>
  codes.map((code) => ({ code, text: TEXTS[code] ?? code.toLowerCase().replaceAll('_', ' ') }));

/** What was decided about starts, and what would be now, for people who work here. */
export const decisionResolvers: ResolverModule = {
  Query: {
    decisionsOf: {
      reads: ['decisions', 'accounts', 'titles'],
      async resolve(_parent, { accountId, ...page }, context) {
        const asked = pageOf(page);
        const { accounts, decisions } = context.ports.queries;
        const isKnown = isId(accountId) && (await accounts.byId(accountId)) !== undefined;
        if (isKnown) await recordPersonReading(context, accountId, ['decisions']);
        const rows = isKnown ? await decisions.ofAccount(accountId, asked) : { rows: [], hasNextPage: false };
        const titles = await Promise.all(rows.rows.map(({ row }) => context.load(titleById, row.titleId)));
        const shown = new Map(titles.map((title) => [title?.titleId, showTitle(context, title) ?? null]));
        return connectionOf(rows, (row) => showDecision(row, shown.get(row.titleId) ?? null));
      },
    },
    whyMayNotSee: {
      reads: ['titles', 'accounts', 'profiles', 'grants'],
      resolve: (_parent, args, context) => explain(context, args),
    },
  } satisfies QueryFields<QueryResolvers, 'decisionsOf' | 'whyMayNotSee'>,
};

const showDecision = ({ reason, allReasons, accountId: _account, ...row }: DecisionRow, title: TitleView | null) => ({
  ...row,
  title,
  reasons: reasonsOf(allReasons.length > 0 || reason === null ? allReasons : [reason]),
});

async function explain(
  context: RequestContext,
  { titleId, accountId, profileId, territory: given }: QueryWhyMayNotSeeArgs,
): Promise<PlaybackExplanation | null> {
  const { ports, caller } = context;
  const territory = given ?? undefined;
  if (territory !== undefined && !territories.has(territory))
    throw publicError('BAD_INPUT', '`territory` must be two capital letters of ISO 3166-1, e.g. DE.');
  const [title, person] = await Promise.all([
    isId(titleId) ? titleOfNow(ports, titleId) : undefined,
    personOf(context, accountId ?? undefined, profileId ?? undefined),
  ]);
  if (title === undefined || person === undefined) return null;
  if (person.accountId !== undefined) await recordPersonReading(context, person.accountId, ['access']);
  const where = circumstancesOf(ports, territory === undefined ? caller : { territory });
  const grants = person.accountId === undefined ? [] : await ports.queries.grants.ofAccount(person.accountId);
  const { accountId: whose } = person;
  const row = whose === undefined ? undefined : await ports.queries.accounts.byId(whose);
  const standing = (row?.suspended ?? null) === null ? undefined : 'suspended';
  const inputs: PlaybackInputs = { caller: 'viewer', audience: person.audience, title, where, grants, standing };
  const full = explainPlayback(inputs);
  const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    at: new Date(where.at).toISOString(),
    territory: where.territory,
    seen: maySee(inputs),
    allow: full.allow,
    reasons: reasonsOf(full.allReasons),
    grant: full.grant?.kind ?? null,
    maxHeight: full.maxHeight,
    validUntil: instant(full.validUntil),
    opensAt: instant(full.opensAt),
    policyVersion: full.policyVersion,
  };
}

/** Whom it is about; undefined: there is no such person, or the profile is another one's. */
async function personOf(
  { ports }: RequestContext,
  accountId: string | undefined,
  profileId: string | undefined,
): Promise<{ readonly accountId?: string; readonly audience: PlaybackInputs['audience'] } | undefined> {
  if (profileId !== undefined) {
    const profile = isId(profileId) ? await ports.queries.profiles.byId(profileId) : undefined;
    if (profile === undefined || profile.deleted || (accountId ?? profile.accountId) !== profile.accountId)
      return undefined;
    return { accountId: profile.accountId, audience: audienceOf(profile) };
  }
  if (accountId === undefined) return { audience: undefined };
  const account = isId(accountId) ? await ports.queries.accounts.byId(accountId) : undefined;
  return account && { accountId, audience: undefined };
}
