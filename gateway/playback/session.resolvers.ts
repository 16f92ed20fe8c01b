import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { decidePlayback, maySee } from '../../domain/playback/playback-decision.ts';
import { EndPlayback, StartPlayback } from '../../schemas/playback/session.commands.ts';
import type { ProgressRow } from '../../projections/playback/progress.rows.ts';
import type { TitleRow } from '../../projections/catalog/titles.rows.ts';
import { titleOfNow } from '../catalog/live-titles.ts';
import { circumstancesOf } from '../catalog/circumstances.ts';
import { titleById } from '../catalog/title.loader.ts';
import { consentOf } from '../../commands/identity/consent-now.ts';
import { showTitle } from '../catalog/title.view.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId, pageOf } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import type { Caller } from '../../ports/identity.ts';
import { viewerActor } from '../http/identity.ts';
import { TitleId } from '../../schemas/catalog/ids.ts';
import { SessionId } from '../../schemas/playback/ids.ts';
import { progressOfTitle } from './progress.loader.ts';
import { progressView } from './progress.view.ts';
import { mediaExpiry, openSession, signDelivery, signSession } from './session-token.ts';

/** Seconds between two heartbeats of a player. */
export const HEARTBEAT_SECONDS = 30;
export const HEARTBEATS_PATH = '/playback/heartbeats';

/** Films that are looked through for those that are still shown. */
const MOST_BEGUN = 200;

const NOT_FOUND = refuse(
  'NotFound',
  'title.not-found',
  'This title is not here, or not any more. Look through the catalogue for another one.',
).refusal;

const PLAN_REQUIRED = {
  __typename: 'PlaybackRefused' as const,
  code: 'playback.plan-required',
  message: 'To watch this film takes a plan that it is in, or to rent or buy it.',
  reason: 'PLAN_REQUIRED' as const,
};

/** Watching: opening and closing sessions, and what was begun. */
export const sessionResolvers: ResolverModule = {
  Query: {
    continueWatching: {
      reads: ['progress', 'titles'],
      async resolve(_parent, args, context) {
        const { first } = pageOf(args);
        const { progress } = context.ports.queries;
        const begun = async (most: number) => {
          const rows = await progress.continueWatching(context.caller.profileId, most);
          return { isAll: rows.length < most, shown: await showBegun(context, rows) };
        };
        const { isAll, shown } = await begun(first);
        // Films that are not shown any more take nobody's place.
        return isAll || shown.length === first ? shown : (await begun(MOST_BEGUN)).shown.slice(0, first);
      },
    },
  } satisfies QueryFields<QueryResolvers, 'continueWatching'>,
  Mutation: {
    startPlayback: (_parent, args, context) => startPlayback(context, args.commandId, args.titleId),
    async endPlayback(_parent, args, context) {
      const claims = await openSession(context.ports.keyring, args.sessionToken, context.ports.now());
      if (claims === undefined)
        return refuse('NotFound', 'session.not-found', 'This session is over. Start the film again.').refusal;
      const positionMs = Math.min(Math.max(args.positionMs, 0), claims.d);
      const answer = await runCommand(context, {
        commandId: args.commandId,
        definition: EndPlayback,
        streamId: claims.s,
        actor: viewerActor(claims.p),
        data: {
          sessionId: claims.s,
          titleId: claims.t,
          profileId: claims.p,
          reason: args.reason.toLowerCase(),
          positionMs,
          errorCode: errorCodeOf(args.errorCode),
        },
      });
      void context.ports.leases.drop({ sessionId: claims.s, titleId: claims.t });
      return answer.done ? { __typename: 'PlaybackEnded' as const, sessionId: claims.s } : answer.refusal;
    },
  } satisfies MutationFields<MutationResolvers, 'startPlayback' | 'endPlayback'>,
};

/** What was begun of what is shown. */
async function showBegun(context: RequestContext, rows: readonly ProgressRow[]) {
  const titles = await Promise.all(rows.map((row) => context.load(titleById, row.titleId)));
  return rows.flatMap((row, index) => {
    const title = titles[index];
    const shown = isShownToViewers(title) ? showTitle(context, title) : undefined;
    return shown === undefined ? [] : [progressView(row, shown)];
  });
}

/** A player's own code, as short as the event wants it and without control characters; null when nothing is left. */
const errorCodeOf = (code: string | null | undefined): string | null =>
  (code ?? '').replaceAll(/\p{C}/gu, '').trim().slice(0, 80) || null;

async function startPlayback(context: RequestContext, commandId: string, titleId: string) {
  const { ports, caller } = context;
  if (!isId(titleId)) return NOT_FOUND;
  if (!isId(commandId))
    return refuse(
      'InvalidInput',
      'command.bad-id',
      '`commandId` must be a UUID in lower case, chosen by you.',
      'commandId',
    ).refusal;
  const row = ports.queries.titles.byId(titleId);
  const [title, current, progress] = await Promise.all([
    row,
    titleOfNow(ports, titleId, row),
    context.load(progressOfTitle, titleId),
  ]);
  const decision = decidePlayback({
    caller: caller.kind,
    audience: caller.audience,
    title: current,
    where: circumstancesOf(ports, caller),
  });
  const shown = showTitle(context, title);
  if (shown === undefined || decision.kind === 'hidden' || decision.kind === 'taken-down') return NOT_FOUND;
  if (decision.kind === 'pay') return PLAN_REQUIRED;
  const film = decision.kind === 'play' ? await ports.queries.assets.packageById(decision.packageId) : undefined;
  if (film === undefined)
    return refuse(
      'CommandRefused',
      'title.not-playable',
      'This film is not ready to be played yet. Try again in a few minutes.',
    ).refusal;

  // Profile and title are part of the name: a stranger who repeats a command id opens a session of their own, and so does
  // who repeats it for another film. What is played has always been started.
  const sessionId = SessionId.parse(uuid5(commandId, `session/${caller.profileId}/${titleId}`));
  const resumeAtMs = progress === undefined || progress.finished ? 0 : Math.min(progress.positionMs, film.durationMs);
  const answer = await runCommand(context, {
    commandId,
    definition: StartPlayback,
    streamId: sessionId,
    actor: viewerActor(caller.profileId),
    data: {
      sessionId,
      titleId,
      profileId: caller.profileId,
      packageId: film.packageId,
      durationMs: film.durationMs,
      startPositionMs: resumeAtMs,
    },
  });
  if (!answer.done) return answer.refusal;

  const now = ports.now();
  const expires = mediaExpiry(film.durationMs, now);
  const delivery = await signDelivery(ports.keyring, {
    packageId: film.packageId,
    titleId,
    sessionId,
    caller,
    ...signInOf(caller),
    household: caller.account?.profileId,
    expires,
  });
  const claims = {
    s: sessionId,
    t: TitleId.parse(titleId),
    p: caller.profileId,
    d: film.durationMs,
    at: new Date(now).toISOString(),
    exp: expires,
    ...((await isMeasured(context)) ? {} : { min: true as const }),
  };
  void ports.leases.hold({ sessionId, titleId });
  return {
    __typename: 'PlaybackStarted' as const,
    sessionId,
    hlsUrl: `/v/${delivery}/${film.packageId}/${film.hls}`,
    dashUrl: `/v/${delivery}/${film.packageId}/${film.dash}`,
    sessionToken: await signSession(ports.keyring, claims),
    heartbeatUrl: HEARTBEATS_PATH,
    heartbeatEverySeconds: HEARTBEAT_SECONDS,
    resumeAtMs,
    expiresAt: new Date(expires * 1000).toISOString(),
    title: shown,
  };
}

/** Whether it may be kept how playback goes: of who has an account, when they agreed. Without one nobody knows whose it is. */
const isMeasured = async ({ caller, ports }: Pick<RequestContext, 'caller' | 'ports'>): Promise<boolean> =>
  caller.account === undefined || consentOf(ports.log, caller.account.accountId, 'analytics');

/** The sign-in that a film hangs on: it stops when the device is signed out. An operator's token is none. */
const signInOf = ({ account, actor }: Caller): { readonly signInId?: string } =>
  account === undefined || actor.account === undefined ? {} : { signInId: account.signInId };

/** Whether there is something to go on with, for staff too: what was taken down is not offered. */
function isShownToViewers(title: TitleRow | undefined): boolean {
  // Where it may be shown is asked when it is.
  return maySee({ caller: 'viewer', audience: undefined, title: title && { ...title, windows: [] } });
}
