import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { maySee } from '../../domain/playback/playback-decision.ts';
import { EndPlayback } from '../../schemas/playback/session.commands.ts';
import type { ProgressRow } from '../../projections/playback/progress.rows.ts';
import type { TitleRow } from '../../projections/catalog/titles.rows.ts';
import { titleById } from '../catalog/title.loader.ts';
import { showOwned } from '../catalog/owned-title.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { pageOf } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { viewerActor } from '../http/identity.ts';
import { progressView } from './progress.view.ts';
import { renewPlayback } from './renew-playback.ts';
import { giveStreamBack } from './streams.ts';
import { openSession } from './session-token.ts';
import { startPlayback } from './start-playback.ts';

/** Films that are looked through for those that are still shown. */
const MOST_BEGUN = 200;

/** Watching: opening and closing sessions, and what was begun. */
export const sessionResolvers: ResolverModule = {
  Query: {
    continueWatching: {
      reads: ['progress', 'titles', 'grants'],
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
    startPlayback: (_parent, args, context) => startPlayback(context, args.commandId, args.titleId, args.pin),
    renewPlayback: (_parent, args, context) => renewPlayback(context, args.sessionToken),
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
      if (answer.done && claims.a !== undefined)
        await giveStreamBack(context, {
          commandId: uuid5(args.commandId, 'stream'),
          accountId: claims.a,
          sessionId: claims.s,
          reason: 'stop',
          actor: { ...viewerActor(claims.p), account: claims.a },
        });
      void context.ports.leases.drop({ sessionId: claims.s, titleId: claims.t });
      return answer.done ? { __typename: 'PlaybackEnded' as const, sessionId: claims.s } : answer.refusal;
    },
  } satisfies MutationFields<MutationResolvers, 'startPlayback' | 'renewPlayback' | 'endPlayback'>,
};

/** What was begun of what is shown. */
async function showBegun(context: RequestContext, rows: readonly ProgressRow[]) {
  const titles = await Promise.all(rows.map((row) => context.load(titleById, row.titleId)));
  const all = await Promise.all(
    titles.map((title) => (isShownToViewers(title) ? showOwned(context, title) : Promise.resolve(undefined))),
  );
  return rows.flatMap((row, index) => {
    const shown = all[index];
    return shown === undefined ? [] : [progressView(row, shown)];
  });
}

/** A player's own code, as short as the event wants it and without control characters; null when nothing is left. */
const errorCodeOf = (code: string | null | undefined): string | null =>
  (code ?? '').replaceAll(/\p{C}/gu, '').trim().slice(0, 80) || null;

/** Whether there is something to go on with, for staff too: what was taken down is not offered. */
function isShownToViewers(title: TitleRow | undefined): boolean {
  // Where it may be shown is asked when it is.
  return maySee({ caller: 'viewer', audience: undefined, title: title && { ...title, windows: [] } });
}
