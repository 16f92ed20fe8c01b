import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { decidePlayback, explainPlayback, type Explanation } from '../../domain/playback/playback-decision.ts';
import { StartPlayback } from '../../schemas/playback/session.commands.ts';
import { lacksProfile, NO_PROFILE } from './chosen-profile.ts';
import { beginRental } from '../billing/rental-clock.ts';
import { showTitle } from '../catalog/title.view.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import { viewerActor } from '../http/identity.ts';
import { SessionId } from '../../schemas/playback/ids.ts';
import { CMCD_PATH } from './cmcd.routes.ts';
import { byPin } from './grown-up-pin.ts';
import { progressOfTitle } from './progress.loader.ts';
import { startInputs } from './playback-inputs.ts';
import { ownerOf, signPlayback } from './playback-tokens.ts';
import { isTold, showRefusal } from './playback-refusal.ts';
import { recordDecision, type Verdict } from './record-decision.ts';
import { giveStreamBack, takeStream } from './streams.ts';

/** Seconds between two heartbeats of a player. */
export const HEARTBEAT_SECONDS = 30;
export const HEARTBEATS_PATH = '/playback/heartbeats';

const NOT_FOUND = refuse(
  'NotFound',
  'title.not-found',
  'This title is not here, or not any more. Look through the catalogue for another one.',
).refusal;

/** Opens a playback session for whoever asks, or says why not. */
export async function startPlayback(
  asked: RequestContext,
  commandId: string,
  titleId: string,
  pin: string | null = null,
) {
  const { ports } = asked;
  if (!isId(titleId)) return NOT_FOUND;
  if (!isId(commandId))
    return refuse(
      'InvalidInput',
      'command.bad-id',
      '`commandId` must be a UUID in lower case, chosen by you.',
      'commandId',
    ).refusal;
  if (lacksProfile(asked)) return NO_PROFILE;
  const row = ports.queries.titles.byId(titleId);
  const opening = await byPin(asked, row, pin);
  if (opening.kind === 'refused') return opening.refusal;
  const context = opening.kind === 'opened' ? opening.context : asked;
  const { caller } = context;
  const [title, known, progress] = await Promise.all([
    row,
    startInputs(context, titleId, row),
    context.load(progressOfTitle, titleId),
  ]);
  const inputs = { ...known, canGivePin: opening.kind === 'as-it-is' && opening.canGivePin };
  const decision = decidePlayback(inputs);
  const full = explainPlayback(inputs);
  // Profile and title are part of the name: a stranger who repeats a command id opens a session of their own, and so does
  // who repeats it for another film. What is played has always been started.
  const sessionId = SessionId.parse(uuid5(commandId, `session/${caller.profileId}/${titleId}`));
  const start = { commandId, sessionId, titleId };
  const shown = showTitle(context, title, inputs.grants);
  if (!full.allow) void recordDecision(context, start, inputs, full);
  if (shown === undefined || decision.kind === 'hidden' || decision.kind === 'taken-down') {
    // Whoever began it or paid for it knows of it: they are told why it does not go on.
    const isKnown = progress !== undefined || inputs.grants.some((grant) => grant.titleId === titleId);
    // Whoever could be let in by a PIN is told so, and nothing else of it.
    const asksForPin = full.allReasons.every((each) => each === 'PIN_REQUIRED');
    return (isKnown || asksForPin) && full.reason !== null && full.allReasons.every(isTold)
      ? showRefusal(context, full, inputs.title)
      : NOT_FOUND;
  }
  if (full.reason !== null && isTold(full.reason)) return showRefusal(context, full, inputs.title);
  const film = decision.kind === 'play' ? await ports.queries.assets.packageById(decision.packageId) : undefined;
  if (film === undefined)
    return refuse(
      'CommandRefused',
      'title.not-playable',
      'This film is not ready to be played yet. Try again in a few minutes.',
    ).refusal;

  const costsNothing = title?.windows.some(({ model }) => model !== 'FREE') !== true;
  const refused = await takeStream(context, { sessionId, titleId, costsNothing });
  if (refused !== undefined) {
    if (refused.__typename === 'PlaybackRefused') void recordDecision(context, start, inputs, tooMany(full, refused));
    return refused;
  }
  const resumeAtMs = progress === undefined || progress.finished ? 0 : Math.min(progress.positionMs, film.durationMs);
  const starting = runCommand(context, {
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
  const [answer] = await Promise.all([starting, recordDecision(context, start, inputs, full)]);
  const refusal = answer.done ? await beginRental(context, inputs, sessionId) : answer.refusal;
  if (refusal !== undefined) {
    const owner = ownerOf(caller);
    if (owner.a !== undefined)
      await giveStreamBack(context, {
        commandId: uuid5(commandId, 'stream'),
        accountId: owner.a,
        sessionId,
        reason: 'stop',
        actor: caller.actor,
      });
    return refusal;
  }

  const startedAt = new Date(ports.now()).toISOString();
  const playing = { sessionId, titleId, profileId: caller.profileId, film, startedAt };
  const isByPin = opening.kind === 'opened';
  const signed = await signPlayback(context, { ...playing, maxHeight: full.maxHeight, isByPin });
  void ports.leases.hold({ sessionId, titleId });
  return {
    __typename: 'PlaybackStarted' as const,
    ...signed,
    heartbeatUrl: HEARTBEATS_PATH,
    heartbeatEverySeconds: HEARTBEAT_SECONDS,
    cmcdUrl: `${CMCD_PATH}/${signed.sessionToken}`,
    resumeAtMs,
    title: shown,
  };
}

/** The same decision, refused by what plays already. */
const tooMany = (
  full: Explanation,
  refused: { readonly reason: string; readonly streamLimit: number; readonly activeStreams: readonly unknown[] },
): Verdict => ({
  ...full,
  ...{ allow: false, grant: null, reason: refused.reason, allReasons: [refused.reason] },
  streams: { most: Math.min(refused.streamLimit, 1000), open: Math.min(refused.activeStreams.length, 1000) },
});
