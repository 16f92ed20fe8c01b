import { decidePlayback, explainPlayback } from '../../domain/playback/playback-decision.ts';
import { showTitle } from '../catalog/title.view.ts';
import { beginRental } from '../billing/rental-clock.ts';
import { refuse } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { lacksProfile, NO_PROFILE } from './chosen-profile.ts';
import { letIn } from './grown-up-pin.ts';
import { startInputs } from './playback-inputs.ts';
import { isTold, showRefusal } from './playback-refusal.ts';
import { signPlayback } from './playback-tokens.ts';
import { isAtItsEnd, openSession } from './session-token.ts';
import { takeStream } from './streams.ts';

const OVER = refuse('NotFound', 'session.not-found', 'This session is over. Start the film again.').refusal;
const SIGNED_OUT = {
  __typename: 'PlaybackRefused' as const,
  code: 'playback.signed-out',
  message: 'You are signed out on this device. Sign in, and start the film again.',
  reason: 'SIGNED_OUT' as const,
  allReasons: ['SIGNED_OUT' as const],
  ...{ opensAt: null, offers: [], activeStreams: [], streamLimit: null },
};

/**
 * Lets a session go on: decides anew whether it may, and gives it addresses and tokens for the next minutes. A session of an account is
 * renewed by that account alone; one of nobody's by whoever has its token.
 */
export async function renewPlayback(asked: RequestContext, sessionToken: string) {
  const { ports, caller } = asked;
  const claims = await openSession(ports.keyring, sessionToken, ports.now());
  if (claims === undefined || isAtItsEnd(claims, ports.now())) return OVER;
  if (claims.a !== undefined && caller.account?.accountId !== claims.a)
    return caller.account === undefined ? SIGNED_OUT : OVER;
  if (lacksProfile(asked)) return NO_PROFILE;
  // A PIN counts for the whole film: it was given when it began.
  const isByPin = claims.v?.g === true && claims.p === caller.profileId;
  const context = isByPin ? letIn(asked) : asked;
  const row = ports.queries.titles.byId(claims.t);
  const [title, inputs] = await Promise.all([row, startInputs(context, claims.t, row)]);
  const full = explainPlayback(inputs);
  const decision = decidePlayback(inputs);
  // Whoever plays it knows of it.
  if (full.reason !== null && full.allReasons.every(isTold)) return showRefusal(context, full, inputs.title);
  if (decision.kind !== 'play' || showTitle(context, title, inputs.grants) === undefined) return OVER;
  const film = await ports.queries.assets.packageById(claims.k ?? decision.packageId);
  if (film === undefined) return OVER;
  const costsNothing = title?.windows.some(({ model }) => model !== 'FREE') !== true;
  const refused = await takeStream(context, { sessionId: claims.s, titleId: claims.t, costsNothing });
  if (refused !== undefined) return refused;
  // What it was begun by may be over by now, and a rental that waited is what it goes on by.
  const late = await beginRental(context, inputs, claims.s);
  if (late !== undefined) return late;
  void ports.leases.hold({ sessionId: claims.s, titleId: claims.t });
  const playing = { sessionId: claims.s, titleId: claims.t, profileId: claims.p, startedAt: claims.at };
  const signed = await signPlayback(context, { ...playing, film, maxHeight: full.maxHeight, isByPin });
  return { __typename: 'PlaybackRenewed' as const, ...signed };
}
