import type { DataOf } from '../../projections/testing/made-events.ts';
import { filmHistory, makeEvent, type Addressed } from '../../projections/testing/history.ts';
import { createChance, type Chance } from '../../projections/testing/random.ts';
import { accountsProjection } from '../../projections/identity/accounts.projection.ts';
import { timersProjection } from '../../projections/kernel/timers.projection.ts';
import { jobsProjection } from '../../projections/kernel/jobs.projection.ts';
import { titlesProjection } from '../../projections/catalog/titles.projection.ts';
import { assetsProjection } from '../../projections/media/assets.projection.ts';
import { progressProjection } from '../../projections/playback/progress.projection.ts';
import { eventIndexProjection } from '../../projections/audit/event-index.projection.ts';
import type { Projection } from '../../projections/runtime/projection.ts';

/** What is measured: each projection with an event that makes a row, so that nothing coalesces. */
export const histories: readonly (readonly [Projection, (chance: Chance) => Addressed])[] = [
  [progressProjection, heartbeat],
  // The index of events holds no heartbeats.
  [eventIndexProjection, playbackEnded],
  [titlesProjection, likeAFilms('catalog.TitleCreated')],
  [assetsProjection, likeAFilms('media.UploadStarted')],
  [jobsProjection, likeAFilms('kernel.JobRequested')],
  [timersProjection, timerSet],
  [accountsProjection, accountRegistered],
];

const AT = new Date(Date.UTC(2026, 0, 1)).toISOString();

function heartbeat(chance: Chance): Addressed {
  const [sessionId, titleId, profileId] = [chance.uuid(), chance.uuid(), chance.uuid()];
  const durationMs = 5_400_000;
  const samples = [{ ts: 1, sta: 'p', pt: chance.below(durationMs), br: 3000, bl: 12_000, mtp: 20_000 }];
  const data = { sessionId, titleId, profileId, seq: 1, startedAt: AT, receivedAt: AT, durationMs, samples };
  return { stream: `playback-${sessionId}`, event: makeEvent(chance, 'playback.PlaybackHeartbeat', data) };
}

function playbackEnded(chance: Chance): Addressed {
  const [sessionId, titleId, profileId] = [chance.uuid(), chance.uuid(), chance.uuid()];
  const data: DataOf<'playback.PlaybackEnded'> = {
    sessionId,
    titleId,
    profileId,
    reason: 'quit',
    positionMs: chance.below(5_400_000),
  };
  return { stream: `playback-${sessionId}`, event: makeEvent(chance, 'playback.PlaybackEnded', data) };
}

function timerSet(chance: Chance): Addressed {
  const processId = chance.uuid();
  const data: DataOf<'kernel.TimerSet'> = {
    process: 'ingest',
    processId,
    name: 'encode',
    dueAt: AT,
  };
  return { stream: `ingest-${processId}`, event: makeEvent(chance, 'kernel.TimerSet', data) };
}

/** Of a person of its own; a sealed address is as long as any other. */
function accountRegistered(chance: Chance): Addressed {
  const accountId = chance.uuid();
  const email = `v1.${accountId}.${'A'.repeat(86)}`;
  const data: DataOf<'identity.AccountRegistered'> = { accountId, email, via: 'password', locale: 'en' };
  return { stream: `account-${accountId}`, event: makeEvent(chance, 'identity.AccountRegistered', data) };
}

/** The event of that type in a film's history, with ids of its own each time. */
function likeAFilms(type: string): (chance: Chance) => Addressed {
  const chance = createChance(1);
  const films = Array.from({ length: 20 }, () => filmHistory(chance, 'A film of an hour and a half'));
  const found = films.flat().find(({ event }) => event.type === type);
  if (found === undefined) throw new Error(`The history of a film has no ${type}.`);
  const model = JSON.stringify({ stream: found.stream, data: found.event.data });
  return (own) => {
    const ids = new Map<string, string>();
    const fresh = (id: string): string => ids.get(id) ?? (ids.set(id, own.uuid()).get(id) as string);
    const text = model.replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, fresh);
    const { stream, data } = JSON.parse(text) as { stream: string; data: unknown };
    return { stream, event: makeEvent(own, type, data) };
  };
}
