import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { EventOf } from '../../schemas/kernel/define.ts';
import type { MediaRequestsReported } from '../../schemas/playback/session.events.ts';
import type { GatewayPorts } from '../ports.ts';
import { flagOf, numberOf, parseCmcd, textOf } from './cmcd.ts';
import type { Cmcd } from './cmcd.ts';
import type { DeliveryClaims } from './session-token.ts';

type Report = EventOf<typeof MediaRequestsReported>['data'];

/** How long requests of a session are added up before they are reported, ms. */
const REPORT_EVERY_MS = 30_000;
/** Sessions that are added up at the same time in this process; of more, the oldest are reported early. */
const MOST_SESSIONS = 20_000;
const HEADERS = ['cmcd-session', 'cmcd-object', 'cmcd-request', 'cmcd-status'] as const;

interface Sum {
  readonly titleId: string;
  readonly since: number;
  lastAt: number;
  requests: number;
  starved: number;
  urgent: number;
  kilobits: number;
  rated: number;
  tb: number | null;
  mtp: number | null;
  bl: number | null;
}

/** What players say with their requests for media. */
export interface CmcdRequests {
  /** Adds what this request says to its session; one that says nothing costs nothing. */
  note(request: CmcdRequest, claims: DeliveryClaims): void;
  /** Reports everything, and no more after that. */
  close(): Promise<void>;
}

export interface CmcdRequest {
  readonly headers: IncomingHttpHeaders;
  readonly query: unknown;
}

/**
 * Adds up the CMCD of requests, by session, and reports it twice a minute as one message. Nothing is kept of a single request, and what
 * does not arrive is lost: it is telemetry beside that of heartbeats.
 */
export function createCmcdRequests(ports: Pick<GatewayPorts, 'now' | 'queues' | 'logger'>): CmcdRequests {
  const sums = new Map<string, Sum>();
  const report = async (sessionId: string, sum: Sum): Promise<void> => {
    sums.delete(sessionId);
    const message = reportOf(sessionId, sum);
    await ports.queues
      .enqueue('telemetry', message, `${sessionId}/${message.reportId}`)
      .catch((error: unknown) => ports.logger.warn({ err: error, sessionId }, 'a report of requests is lost'));
  };
  const reportUntil = async (instant: number): Promise<void> => {
    // In the order in which they began.
    for (const [sessionId, sum] of sums) {
      if (sum.since > instant) break;
      await report(sessionId, sum);
    }
  };
  const timer = setInterval(() => void reportUntil(ports.now() - REPORT_EVERY_MS), REPORT_EVERY_MS / 2).unref();
  return {
    note(request, { sessionId, titleId, isUnmeasured }) {
      const text = isUnmeasured === true ? undefined : textOfRequest(request);
      const cmcd = text === undefined ? undefined : parseCmcd(text);
      if (cmcd === undefined) return;
      const sid = textOf(cmcd, 'sid', 100);
      // Of another session than the one that the path was signed for: somebody's mistake, or worse.
      if (sid !== undefined && sid !== sessionId) return;
      const now = ports.now();
      let sum = sums.get(sessionId);
      if (sum === undefined) {
        const [oldest] = sums.size < MOST_SESSIONS ? [] : sums;
        if (oldest !== undefined) void report(...oldest);
        sum = nothing(titleId, now);
        sums.set(sessionId, sum);
      }
      add(sum, cmcd, now);
    },
    async close() {
      clearInterval(timer);
      await reportUntil(Infinity);
    },
  };
}

/** The query counts, where there is one; else the headers together. */
function textOfRequest({ headers, query }: CmcdRequest): string | undefined {
  const asked = (query as { readonly CMCD?: unknown }).CMCD;
  if (asked !== undefined) return typeof asked === 'string' ? asked : undefined;
  let text = '';
  for (const name of HEADERS) {
    const header = headers[name];
    if (typeof header === 'string' && header !== '') text += text === '' ? header : `,${header}`;
  }
  return text === '' ? undefined : text;
}

const nothing = (titleId: string, now: number): Sum => ({
  ...{ titleId, since: now, lastAt: now, requests: 0, starved: 0, urgent: 0, kilobits: 0, rated: 0 },
  ...{ tb: null, mtp: null, bl: null },
});

function add(sum: Sum, cmcd: Cmcd, now: number): void {
  sum.lastAt = now;
  sum.requests += 1;
  if (flagOf(cmcd, 'bs')) sum.starved += 1;
  if (flagOf(cmcd, 'su')) sum.urgent += 1;
  const [br, tb, bl] = [numberOf(cmcd, 'br'), numberOf(cmcd, 'tb'), numberOf(cmcd, 'bl')];
  if (br !== undefined) {
    sum.kilobits += br;
    sum.rated += 1;
  }
  if (tb !== undefined) sum.tb = Math.max(sum.tb ?? 0, tb);
  if (bl !== undefined) sum.bl = Math.min(sum.bl ?? bl, bl);
  sum.mtp = numberOf(cmcd, 'mtp') ?? sum.mtp;
}

const reportOf = (sessionId: string, sum: Sum): Report => ({
  sessionId: sessionId as Report['sessionId'],
  titleId: sum.titleId as Report['titleId'],
  reportId: randomUUID(),
  receivedAt: new Date(sum.lastAt).toISOString(),
  ...{ requests: sum.requests, starved: sum.starved, urgent: sum.urgent, tb: sum.tb, mtp: sum.mtp, bl: sum.bl },
  br: sum.rated === 0 ? null : Math.round(sum.kilobits / sum.rated),
});
