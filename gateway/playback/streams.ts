import { randomUUID } from 'node:crypto';
import { streamsNow, TOO_MANY } from '../../commands/playback/streams-now.ts';
import { streamsAllowed } from '../../domain/playback/streams-decision.ts';
import { isOutage } from '../../ports/outage.ts';
import { SESSION_LEASE_MS } from '../../ports/session-leases.ts';
import { AcquireSlot, ReleaseSlot } from '../../schemas/playback/concurrency.commands.ts';
import type { Slot } from '../../schemas/playback/concurrency.events.ts';
import type { ActingActor } from '../../schemas/kernel/metadata.ts';
import { titleById } from '../catalog/title.loader.ts';
import { showTitle } from '../catalog/title.view.ts';
import { refuse, runCommand, type CommandAnswer, type Refusal } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { attempt } from '../identity/account-limits.ts';
import { showDevices } from '../identity/devices.ts';
import { liveSignIns } from '../identity/live-sign-ins.ts';
import { tellStreams } from './live-streams.ts';
import { grantsNow, signInOf } from './playback-inputs.ts';

/** Tries at a place among the streams of an account, while others change them: 200 starts at once are many. */
const TRIES = 20;

/** Whoever begins and stops more than anybody watches. */
export const TOO_OFTEN = refuse(
  'CommandRefused',
  'stream.too-often',
  'Your account began or stopped very many films. Try again in an hour.',
).refusal;

/** What wants a place among the streams of an account. */
interface Wanted {
  readonly sessionId: string;
  readonly titleId: string;
  /** Whether the film is free for everybody. */
  readonly costsNothing: boolean;
}

/** Runs a command on an account's streams; whoever loses a race tries again. */
async function decided(run: () => Promise<CommandAnswer>): Promise<CommandAnswer> {
  let answer = await run();
  for (let n = 1; n < TRIES && !answer.done && answer.refusal.code === 'stream.contended'; n += 1) answer = await run();
  return answer;
}

/** What an account may play at once, and whether it pays. */
async function allowanceOf(context: RequestContext, costsNothing: boolean) {
  const { ports } = context;
  const { grants } = await grantsNow(context);
  const at = new Date(ports.now()).toISOString();
  const now = grants.filter(({ from, until }) => from <= at && (until === null || at < until));
  return {
    limit: streamsAllowed({ grants: now, free: ports.freeStreams, costsNothing }),
    pays: now.length > 0,
  };
}

/** Which of these hold no lease, and which no sign-in any more. @param asked those whose lease matters */
async function goneOf(context: RequestContext, slots: readonly Slot[], asked = slots) {
  const ids = slots.map(({ sessionId }) => sessionId);
  const signIns = liveSignIns(context);
  const [lapsed, ...holds] = await Promise.all([
    ids.length === 0 ? new Set<string>() : context.ports.leases.lapsed(asked.map(({ sessionId }) => sessionId)),
    ...slots.map(({ signInId }) => signIns.holds(signInId)),
  ]);
  return {
    lapsed: lapsed === undefined ? undefined : ids.filter((id) => lapsed.has(id)),
    signedOut: ids.filter((_, index) => holds[index] === false),
  };
}

/**
 * Takes a place among the streams that the caller's account may play at once. Undefined: it has one, or needs none: whoever has no
 * account has no limit.
 */
export async function takeStream(context: RequestContext, wanted: Wanted) {
  const { ports, caller } = context;
  const { signInId } = signInOf(caller);
  const accountId = caller.account?.accountId;
  if (signInId === undefined || accountId === undefined) return undefined;
  if (!(await attempt(context, 'streams', accountId)).allowed) return TOO_OFTEN;
  const { sessionId, titleId, costsNothing } = wanted;
  const { limit, pays } = await allowanceOf(context, costsNothing);
  const answer = await decided(async () => {
    const others = ((await streamsNow(ports.log, accountId))?.slots ?? []).filter(
      (slot) => slot.sessionId !== sessionId,
    );
    // A place that is younger than a lease is held without one: also soon after Redis came back, when old ones are unknown.
    const old = others.filter(({ since }) => ports.now() - Date.parse(since) >= SESSION_LEASE_MS);
    const { lapsed, signedOut } = await goneOf(context, others, old);
    const leases = lapsed !== undefined ? 'known' : pays ? 'open' : 'closed';
    const who = { accountId, sessionId, titleId, profileId: caller.profileId, signInId };
    return runCommand(context, {
      // Whether it is said twice the stream knows by the session.
      commandId: randomUUID(),
      definition: AcquireSlot,
      streamId: accountId,
      data: { ...who, limit, lapsed: lapsed ?? [], signedOut, leases },
    });
  });
  if (!answer.done && answer.refusal.code !== TOO_MANY) return answer.refusal;
  tellStreams(ports, accountId);
  const slots = (await streamsNow(ports.log, accountId))?.slots ?? [];
  if (answer.done && slots.some((slot) => slot.sessionId === sessionId)) return undefined;
  return tooMany(context, slots, limit);
}

/** The refusal that names what plays, for whoever asks to stop one of them. */
const tooMany = async (context: RequestContext, slots: readonly Slot[], limit: number) => ({
  __typename: 'PlaybackRefused' as const,
  code: 'playback.too-many-streams',
  message:
    limit === 1
      ? 'Your account plays something already, and may play one film at a time. Stop that one to watch here.'
      : `Your account plays ${limit} films at once already, which is as many as it may. Stop one of them to watch here.`,
  reason: 'TOO_MANY_STREAMS' as const,
  allReasons: ['TOO_MANY_STREAMS' as const],
  opensAt: null,
  offers: [],
  streamLimit: limit,
  activeStreams: await showStreams(context, slots),
});

/** Gives a place back. @param commandId of whoever asked, or one derived from it */
export async function giveStreamBack(
  context: RequestContext,
  given: {
    readonly commandId: string;
    readonly accountId: string;
    readonly sessionId: string;
    readonly reason: 'stop' | 'kicked';
    readonly actor: ActingActor;
  },
): Promise<{ readonly done: true } | { readonly done: false; readonly refusal: Refusal }> {
  const { commandId, actor, ...data } = given;
  const { ports } = context;
  const { accountId, sessionId } = data;
  const slot = (await streamsNow(ports.log, accountId))?.slots.find((each) => each.sessionId === sessionId);
  const answer = await decided(() =>
    runCommand(context, { commandId, definition: ReleaseSlot, streamId: accountId, actor, data }),
  );
  if (!answer.done) return answer;
  tellStreams(ports, accountId);
  if (slot !== undefined) void ports.leases.drop({ sessionId, titleId: slot.titleId });
  return { done: true };
}

/** Streams that are played now, of those that hold a place: whose lease has run out is not shown. While nobody knows, all are. */
export async function activeStreams(context: RequestContext) {
  const { ports, caller } = context;
  if (caller.account === undefined) return [];
  try {
    const slots = (await streamsNow(ports.log, caller.account.accountId))?.slots ?? [];
    const { lapsed = [], signedOut } = await goneOf(context, slots);
    const gone = new Set<string>([...lapsed.filter((id) => isOld(context, slots, id)), ...signedOut]);
    return await showStreams(
      context,
      slots.filter(({ sessionId }) => !gone.has(sessionId)),
    );
  } catch (error) {
    if (isOutage(error)) return [];
    throw error;
  }
}

/** A lease is taken a moment after its place. */
const isOld = ({ ports }: RequestContext, slots: readonly Slot[], sessionId: string): boolean =>
  slots.some((slot) => slot.sessionId === sessionId && ports.now() - Date.parse(slot.since) > 10_000);

/** Streams as people of the account see them, the oldest first. A title that is not for whoever asks has no name. */
export async function showStreams(context: RequestContext, slots: readonly Slot[]) {
  const { ports, caller } = context;
  const { account } = caller;
  if (account === undefined || slots.length === 0) return [];
  const open = await ports.queries.signIns.open(account.accountId, new Date(ports.now()).toISOString());
  const playing = new Set<string>(slots.map(({ signInId }) => signInId));
  const [devices, titles] = await Promise.all([
    showDevices(
      context,
      open.filter(({ signInId }) => playing.has(signInId)),
      account.signInId,
    ),
    Promise.all(slots.map(({ titleId }) => context.load(titleById, titleId))),
  ]);
  const { grants } = await grantsNow(context);
  return slots.map(({ sessionId, signInId, since }, index) => {
    const device = devices.find((each) => each.signInId === signInId);
    return {
      sessionId,
      since,
      title: showTitle(context, titles[index], grants) ?? null,
      device: device?.name ?? device?.device ?? null,
      isHere: signInId === account.signInId,
    };
  });
}
