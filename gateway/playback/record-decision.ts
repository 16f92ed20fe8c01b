import { LRUCache } from 'lru-cache';
import type { Explanation } from '../../domain/playback/playback-decision.ts';
import { RecordDecision } from '../../schemas/playback/decision.commands.ts';
import type { DecisionInputs } from '../../schemas/playback/decision.events.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { runCommand } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { viewerActor } from '../http/identity.ts';
import { perGateway } from '../per-gateway.ts';
import type { StartInputs } from './playback-inputs.ts';

/** For so long the same refusal of the same title to the same visitor is not written again, ms. */
const SAME_REFUSAL_MS = 10 * 60_000;
/** Refusals that one gateway writes in a second, of all visitors. */
const REFUSALS_PER_SECOND = 20;
const REMEMBERED = 20_000;
/** As many as the event holds: those that cover the instant first, then the newest. */
const MOST_GRANTS = 20;

/** Which start it is about. */
export interface DecidedStart {
  readonly commandId: string;
  readonly sessionId: string;
  readonly titleId: string;
}

/** What was decided. A reason beside those of the domain, such as too many streams, comes with what it was decided by. */
export interface Verdict extends Pick<Explanation, 'allow' | 'grant' | 'maxHeight' | 'validUntil' | 'policyVersion'> {
  readonly reason: string | null;
  readonly allReasons: readonly string[];
  /** How many streams at once are allowed, and how many there are; absent: it was not asked. */
  readonly streams?: DecisionInputs['streams'];
}

/**
 * Writes down what was decided about a start, and by what. It slows nobody: a start that is granted is written beside its own event;
 * refusals are written while the answer goes, but the same one to the same visitor once in ten minutes, and 20 a second in all. That it
 * could not be written is said in the log of the gateway, and keeps nobody from watching.
 */
export async function recordDecision(
  context: RequestContext,
  { commandId, sessionId, titleId }: DecidedStart,
  inputs: StartInputs,
  verdict: Verdict,
): Promise<void> {
  const { caller, ports, address } = context;
  const { allow, reason } = verdict;
  if (inputs.title === undefined) return;
  // Without an account anybody is somebody else with every request.
  const who = inputs.accountId ?? address;
  if (!allow && !refusalsOf(ports).isNew(`${who}/${titleId}/${reason}`)) return;
  try {
    const answer = await runCommand(context, {
      commandId: uuid5(commandId, `decision/${caller.profileId}/${titleId}/${allow}/${reason}`),
      definition: RecordDecision,
      streamId: sessionId,
      actor: viewerActor(caller.profileId),
      data: {
        ...{ sessionId, titleId, profileId: caller.profileId, accountId: inputs.accountId },
        ...{ allow, reason, allReasons: verdict.allReasons, grantId: verdict.grant?.grantId ?? null },
        ...{ maxHeight: verdict.maxHeight, policyVersion: verdict.policyVersion, degraded: inputs.isDegraded },
        validUntil: verdict.validUntil === null ? null : new Date(verdict.validUntil).toISOString(),
        inputs: recordedInputs(inputs, inputs.title, verdict.streams ?? null),
      },
    });
    if (!answer.done)
      ports.logger.warn({ sessionId, code: answer.refusal.code }, 'a playback decision was not written');
  } catch (error) {
    ports.logger.warn({ sessionId, error }, 'a playback decision could not be written');
  }
}

function recordedInputs(
  { where, caller, audience, grants, device, profilePosition }: StartInputs,
  title: NonNullable<StartInputs['title']>,
  streams: DecisionInputs['streams'],
): DecisionInputs {
  const at = new Date(where.at).toISOString();
  const covers = ({ from, until }: (typeof grants)[number]): boolean => from <= at && (until === null || at < until);
  const first = grants.toSorted((a, b) => Number(covers(b)) - Number(covers(a)));
  return {
    ...{ at, caller, territory: where.territory, titlesWithoutRights: where.titlesWithoutRights, streams },
    audience: audience ?? null,
    titleRevision: title.revision,
    rightsRevision: title.rightsRevision === '-1' ? null : title.rightsRevision,
    profilePosition: profilePosition === null ? null : String(profilePosition),
    grants: first
      .slice(0, MOST_GRANTS)
      .map(({ grantId, kind, revision }) => ({ grantId, kind, position: String(revision) })),
    device: device ?? null,
  };
}

/** Which refusals were written lately. */
const refusalsOf = perGateway(({ now }) => {
  const written = new LRUCache<string, number>({ max: REMEMBERED });
  let [second, count] = [0, 0];
  return {
    /** Whether it is to be written, and then counts as written. */
    isNew(key: string): boolean {
      const at = now();
      const last = written.get(key);
      if (last !== undefined && at - last < SAME_REFUSAL_MS) return false;
      if (Math.floor(at / 1000) !== second) [second, count] = [Math.floor(at / 1000), 0];
      if (count >= REFUSALS_PER_SECOND) return false;
      count += 1;
      written.set(key, at);
      return true;
    },
  };
});
