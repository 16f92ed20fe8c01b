import { concurrencyDecider } from '../../domain/playback/concurrency.decider.ts';
import { sessionDecider } from '../../domain/playback/session.decider.ts';
import { concurrencyCommands } from '../../schemas/playback/concurrency.commands.ts';
import { decisionDecider } from '../../domain/playback/decision.decider.ts';
import { decisionCommands } from '../../schemas/playback/decision.commands.ts';
import { sessionCommands } from '../../schemas/playback/session.commands.ts';
import { ownAccount } from '../identity/own-account.ts';
import { watchMarkDecider } from '../../domain/playback/watch-mark.decider.ts';
import { watchMarkCommands } from '../../schemas/playback/watch-mark.commands.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandContext } from '../pipeline/context.ts';
import { notAllowed, only } from '../pipeline/policy.ts';
import type { AnyCommand, Policy } from '../pipeline/policy.ts';

/** What happens to a session is reported by the profile that watches. */
const ownProfile: Policy<AnyCommand & { readonly data: { readonly profileId: string } }> = (actor, { data }) =>
  actor.kind === 'viewer' && actor.id === data.profileId
    ? undefined
    : notAllowed('What is watched belongs to the profile that watches; nobody else may speak for it.');

/** Watching. */
export const playback: CommandContext = {
  name: 'playback',
  handlers: [
    ...handlersOf(sessionDecider, sessionCommands, {
      StartPlayback: ownProfile,
      EndPlayback: ownProfile,
      FailPlayback: ownProfile,
      SummarisePlayback: only('process'),
    }),
    ...handlersOf(concurrencyDecider, concurrencyCommands, {
      AcquireSlot: ownAccount,
      ReleaseSlot: ownAccount,
    }),
    ...handlersOf(decisionDecider, decisionCommands, { RecordDecision: ownProfile }),
    ...handlersOf(watchMarkDecider, watchMarkCommands, {
      MarkTitleWatched: ownProfile,
      MarkTitleUnwatched: ownProfile,
      TakeTitleFromContinueWatching: ownProfile,
    }),
  ],
};
