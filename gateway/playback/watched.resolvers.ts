import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import {
  MarkTitleUnwatched,
  MarkTitleWatched,
  TakeTitleFromContinueWatching,
} from '../../schemas/playback/watch-mark.commands.ts';
import { titleById } from '../catalog/title.loader.ts';
import { showOwned } from '../catalog/owned-title.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, ResolverModule } from '../graphql/resolver.ts';
import { viewerActor } from '../http/identity.ts';
import { attempt, tooManyChanges } from '../identity/account-limits.ts';
import { progressOfTitle } from './progress.loader.ts';

type Definition = typeof MarkTitleWatched | typeof MarkTitleUnwatched | typeof TakeTitleFromContinueWatching;

const NOT_FOUND = refuse(
  'NotFound',
  'title.not-found',
  'This title is not here, or not any more. Look through the catalogue for another one.',
).refusal;

/** What a viewer says of titles that they have seen, or do not want to go on with. */
export const watchedResolvers: ResolverModule = {
  Mutation: {
    markWatched: (_parent, args, context) => mark(context, args, MarkTitleWatched),
    markUnwatched: (_parent, args, context) => mark(context, args, MarkTitleUnwatched),
    removeFromContinueWatching: (_parent, args, context) => mark(context, args, TakeTitleFromContinueWatching),
  } satisfies MutationFields<MutationResolvers, 'markWatched' | 'markUnwatched' | 'removeFromContinueWatching'>,
};

async function mark(
  context: RequestContext,
  { commandId, titleId }: { readonly commandId: string; readonly titleId: string },
  definition: Definition,
) {
  if (!isId(titleId)) return NOT_FOUND;
  const [title, begun] = await Promise.all([context.load(titleById, titleId), context.load(progressOfTitle, titleId)]);
  // What is not shown any more may still be marked by whoever began it; to others it does not exist.
  if (begun === undefined && (await showOwned(context, title)) === undefined) return NOT_FOUND;
  const { profileId, account } = context.caller;
  // Each is an event for ever. Whoever has no account may be a new profile each time.
  const counted = await attempt(context, 'marks', account === undefined ? context.address : profileId);
  if (!counted.allowed) return tooManyChanges(counted.retryAfterMs);
  const markId = uuid5(profileId, `watchmark/${titleId}`);
  const answer = await runCommand(context, {
    commandId,
    definition,
    streamId: markId,
    actor: viewerActor(profileId),
    data: { markId, profileId, titleId },
  });
  return answer.done ? { __typename: 'WatchMarked' as const, titleId, token: answer.token } : answer.refusal;
}
