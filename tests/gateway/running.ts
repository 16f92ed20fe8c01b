import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { asker } from '../../gateway/testing/start.ts';
import { loadConfig } from '../../platform/config.ts';
import type { RoleName } from '../../platform/role-names.ts';
import { serve } from '../../platform/serve.ts';
import { cleanUpAfter, startOwnServices, startTestServices } from '../harness/services.ts';
import type { Afterwards, OwnServices, TestServices } from '../harness/services.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';

/** A gateway over real services, with the roles that a test names beside it. */
export interface RunningGateway {
  readonly dataDir: string;
  readonly url: string;
  readonly log: EventLog;
  readonly operator: { readonly authorization: string };
  readonly ask: ReturnType<typeof asker>;
}

const SERVICES = { eventstore: true, postgres: true, nats: true, redis: true } as const;

/** Starts services and roles; everything ends with the test. */
export const startRunningGateway = async (t: Afterwards, roles: readonly RoleName[]): Promise<RunningGateway> =>
  startOver(t, await startTestServices(t, SERVICES), roles, silentLogger);

/** The same over services of its own, which the test may stop and start again. */
export async function startGatewayToBreak(
  t: Afterwards,
  roles: readonly RoleName[],
  logger: Logger = silentLogger,
): Promise<RunningGateway & Pick<OwnServices<keyof typeof SERVICES>, 'services'>> {
  const own = await startOwnServices(t, SERVICES);
  return { ...(await startOver(t, own, roles, logger)), services: own.services };
}

async function startOver(
  t: Afterwards,
  { urls, dataDir }: TestServices<keyof typeof SERVICES>,
  roles: readonly RoleName[],
  logger: Logger,
): Promise<RunningGateway> {
  const config = loadConfig({
    REPRISE_DATA_DIR: join(dataDir, 'reprise'),
    REPRISE_PORT: '0',
    REPRISE_OPERATOR_TOKEN: 'operator-token-for-tests',
  });
  const running = await serve(config, [...roles, 'gateway'], urls, logger);
  cleanUpAfter(t, () => running.stop());
  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  cleanUpAfter(t, () => log.close());
  const url = new URL(running.urls?.viewer ?? '').origin;
  return {
    url,
    dataDir: config.dataDir,
    log,
    ask: asker(url),
    operator: { authorization: `Bearer ${config.operatorToken}` },
  };
}

export interface Film {
  readonly titleId: string;
  readonly packageId: string;
  readonly segment: Buffer;
}

/** Brings a packaged film into the world the way the pipeline does, but with a few bytes instead of a film. */
export async function makeFilm(
  { log, dataDir }: RunningGateway,
  name: string,
): Promise<Film & { readonly token: string }> {
  const [titleId, assetId, packageId, encodingId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const storageKey = `packages/${packageId}/1`;
  const segment = Buffer.from(`bytes of ${name}`);
  const folder = join(dataDir, 'media', storageKey);
  mkdirSync(join(folder, 'v360'), { recursive: true });
  writeFileSync(join(folder, 'master.m3u8'), '#EXTM3U\nv360/index.m3u8\n');
  writeFileSync(join(folder, 'manifest.mpd'), '<MPD/>');
  writeFileSync(join(folder, 'v360/1.m4s'), segment);
  const sha256 = 'a'.repeat(64);
  const track = {
    name: 'v360',
    kind: 'video',
    codec: 'avc1.4d401e',
    width: 640,
    height: 360,
    peakKbps: 700,
    averageKbps: 600,
    initSha256: sha256,
    segments: { count: 1, durationMs: 6000, bytes: segment.length, sha256 },
  };
  let token = '0';
  for (const [streamId, type, data] of [
    [packageId, 'PlanPackage', { packageId, assetId, encodingId }],
    [
      packageId,
      'SealPackage',
      {
        packageId,
        assetId,
        encodingId,
        storageKey,
        hls: 'master.m3u8',
        dash: 'manifest.mpd',
        durationMs: 600_000,
        totalBytes: segment.length,
        tracks: [track],
      },
    ],
    [
      titleId,
      'CreateTitle',
      { titleId, assetId, details: { name, synopsis: null, releaseYear: null, attribution: null } },
    ],
    [titleId, 'AttachTitleMedia', { titleId, assetId, packageId, durationMs: 600_000, poster: null }],
  ] as const) {
    const outcome = await executeOn(log)({
      streamId,
      commandId: randomUUID(),
      correlationId: titleId,
      actor: { kind: 'process', id: 'test' },
      command: { type, data, at: new Date().toISOString() },
    });
    if (outcome.kind !== 'committed')
      throw new Error(`${type}: ${outcome.kind === 'rejected' ? outcome.rejection.message : outcome.kind}`);
    token = outcome.token;
  }
  return { titleId, packageId, segment, token };
}
