import type { FastifyInstance } from 'fastify';
import type { HeartbeatSample } from '../../schemas/playback/sample.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { numberOf, parseCmcd, textOf } from './cmcd.ts';
import type { Cmcd } from './cmcd.ts';
import { sampleOf } from './cmcd-sample.ts';
import type { TakeBatch } from './heartbeat-intake.ts';
import { openSession } from './session-token.ts';

/** Where players post the reports of CMCD 2 to, followed by the session token. */
export const CMCD_PATH = '/playback/cmcd';

const MAX_BODY = 32 * 1024;
/** Reports of one request: as many as a batch has samples. */
const MOST_REPORTS = 60;
/** As many as a session can sensibly have. */
const LAST_SEQ = 86_400;

/**
 * `POST /playback/cmcd/{sessionToken}`: reports of CMCD 2 in event mode, one on each line, become a batch of heartbeat samples. Its
 * number is the `sn` of the first. Reports of single responses (`e=rr`) are not kept.
 */
export function registerCmcdReports(app: FastifyInstance, { ports }: GatewayServices, take: TakeBatch): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      ['application/cmcd', 'text/cmcd', 'text/plain'],
      { parseAs: 'string', bodyLimit: MAX_BODY },
      (_request, body, done) => done(null, body),
    );
    scope.post<{ Params: { token: string } }>(
      `${CMCD_PATH}/:token`,
      { bodyLimit: MAX_BODY },
      async (request, reply) => {
        const session = await openSession(ports.keyring, request.params.token, ports.now());
        if (session === undefined)
          return reply.code(403).send({ error: 'This session is over. Start the film again.' });
        const read = readReports(typeof request.body === 'string' ? request.body : '', session.s);
        if ('error' in read) return reply.code(read.status).send({ error: read.error });
        return read.samples.length === 0 ? reply.code(202).send({}) : take(request, reply, session, read);
      },
    );
  });
}

type Read =
  | { readonly seq: number; readonly samples: readonly HeartbeatSample[] }
  | { readonly status: 400 | 403; readonly error: string };

const bad = (error: string): Read => ({ status: 400, error });

/** Reads lines of reports as a batch of this session, or says which line is wrong. */
export function readReports(body: string, sessionId: string): Read {
  const lines = body.split('\n', MOST_REPORTS + 2).filter((line) => line.trim() !== '');
  if (lines.length > MOST_REPORTS) return bad(`At most ${MOST_REPORTS} reports at a time.`);
  if (lines.length === 0) return bad('There is no report.');
  const samples: HeartbeatSample[] = [];
  let seq: number | undefined;
  for (const [index, line] of lines.entries()) {
    const report = parseCmcd(line.trim());
    const which = `Report ${index + 1}`;
    if (report === undefined) return bad(`${which} is no CMCD.`);
    const refusal = notOurs(report, sessionId);
    if (refusal !== undefined) return { ...refusal, error: `${which} ${refusal.error}` };
    seq ??= numberOf(report, 'sn', LAST_SEQ + 1);
    if (textOf(report, 'e', 3) === 'rr') continue;
    const sample = sampleOf(report, samples.at(-1));
    if (sample === undefined)
      return bad(`${which} needs \`ts\`, \`sta\` and \`pt\`; the last two may stand in one before.`);
    samples.push(sample);
  }
  // Numbers of players begin with 0 or with 1; ours begin with 1.
  if (seq === undefined || seq >= LAST_SEQ) return bad('The first report needs `sn`, its number in the session.');
  return { seq: seq + 1, samples };
}

function notOurs(report: Cmcd, sessionId: string): { readonly status: 400 | 403; readonly error: string } | undefined {
  const version = numberOf(report, 'v');
  if (version !== undefined && version !== 2) return { status: 400, error: 'is not of version 2, which has reports.' };
  const sid = textOf(report, 'sid', 100);
  return sid === undefined || sid === sessionId
    ? undefined
    : { status: 403, error: 'is of another session than the token: its `sid` must be the `sessionId`.' };
}
