import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { isAllDone, readDone, writeDone } from './done.ts';
import type { Done } from './done.ts';
import { openGatewayClient, Refused } from './gateway-client.ts';
import type { GatewayClient } from './gateway-client.ts';
import { createDebianFetcher, FilmNotFetched } from './fetch-film.ts';
import type { FetchFilm } from './fetch-film.ts';
import { DEMO_FILMS } from './films.ts';
import type { DemoFilm } from './films.ts';
import { FilmRejected, followFilm, publishFilm } from './follow-film.ts';
import type { Asset, JobFraction } from './follow-film.ts';
import { listenToProgress } from './job-progress.ts';
import type { DemoProgress, DemoStage } from './progress.ts';
import { uploadFilm } from './upload-film.ts';
import type { Uploaded } from './upload-film.ts';

export interface DemoOptions {
  readonly dataDir: string;
  /** Where this machine reaches the gateway. */
  readonly gatewayUrl: string;
  readonly operatorToken: string;
  /** Prints a line for a person. */
  readonly print: (line: string) => void;
  readonly progress: DemoProgress;
  readonly signal: AbortSignal;
  readonly films?: readonly DemoFilm[];
  readonly fetchFilm?: FetchFilm;
}

export interface DemoSummary {
  /** Demo films that are titles of this installation, those of earlier runs included. */
  readonly titlesPublished: number;
  /** Films that could not be fetched, or that the pipeline refused. */
  readonly rejected: readonly { readonly name: string; readonly reason: string }[];
  /** Seconds of this run's work, summed over the films. Stages: fetch, upload, probe, poster, encode, package, publish. */
  readonly secondsPerStage: Readonly<Record<string, number>>;
}

/** Films' command ids are names in this namespace. It never changes: it is what makes a film the same film. */
const NAMESPACE = '0b8f1c52-6d0e-5b7e-9f0a-4d1d6f5b2c11';

interface Work extends DemoOptions {
  readonly client: GatewayClient;
  readonly directory: string;
  readonly fetchFilm: FetchFilm;
  readonly fractionOf: JobFraction;
  readonly spend: (stage: string, seconds: number) => void;
}

/**
 * Brings the demo films in through the gateway, as any client would, and publishes them. Call it whenever you like: an
 * interrupted run goes on where it was, no film comes in twice, and when all are there it returns after one question.
 * What a film lacks (apt, the network, a codec) ends in `rejected`; an aborted signal and a gateway that stays away throw.
 */
export async function ingestDemo(options: DemoOptions): Promise<DemoSummary> {
  const { dataDir, gatewayUrl, operatorToken, print, signal, films = DEMO_FILMS } = options;
  const directory = join(dataDir, 'demo');
  const marker = join(directory, 'done.json');
  // When one film fails for a reason of ours, the others need not go on.
  const over = new AbortController();
  const client = openGatewayClient({ gatewayUrl, operatorToken, signal: AbortSignal.any([signal, over.signal]) });
  const earlier = readDone(marker);
  if (await isAllDone(client, earlier, films)) return summarize(films, earlier, new Map());

  mkdirSync(directory, { recursive: true });
  print(`bringing in ${films.length} demo films: fetch from Debian packages, upload, probe, encode, package, publish`);
  const seconds = new Map<string, number>();
  const jobs = listenToProgress(gatewayUrl, operatorToken);
  const work: Work = {
    ...options,
    signal: client.signal,
    client,
    directory,
    fetchFilm: options.fetchFilm ?? createDebianFetcher(films),
    fractionOf: jobs.fractionOf,
    spend: (stage, spent) => void seconds.set(stage, (seconds.get(stage) ?? 0) + spent),
  };
  try {
    for (const { name } of films) options.progress.show(name, 'waiting', 0);
    const ends = await Promise.all(await startFilms(films, work));
    const finalOnes = ends.filter(({ isFinal }) => isFinal).map(({ done }) => done);
    writeDone(marker, finalOnes);
    return summarize(
      films,
      ends.map(({ done }) => done),
      seconds,
    );
  } finally {
    over.abort();
    options.progress.stop();
    await jobs.stop();
  }
}

/** What became of a film. Not final: trying again at the next start may help. */
interface End {
  readonly done: Done[number];
  readonly isFinal: boolean;
}

/** Fetches one film after the other; each goes its way while the next is fetched, so that the first is there early. */
async function startFilms(films: readonly DemoFilm[], work: Work): Promise<Promise<End>[]> {
  const ends: Promise<End>[] = [];
  for (const film of films) {
    const fetched = timed(work, 'fetch', () => {
      work.progress.show(film.name, 'fetch', 0);
      return work.fetchFilm(film, work.directory, work);
    });
    // An aborted film fails long after the loop went on: only the last look at all of them may throw.
    const end = fetched
      .then((path) => bringIn(film, path, work))
      .then(
        ({ titleId }) => ({ done: { id: film.id, titleId }, isFinal: true }),
        (error) => explain(film, error, work),
      );
    end.catch(() => undefined);
    ends.push(end);
    await fetched.catch(() => undefined);
  }
  return ends;
}

function explain(film: DemoFilm, error: unknown, { signal, progress }: Work): End {
  signal.throwIfAborted();
  if (!(error instanceof Refused) && !(error instanceof FilmNotFetched) && !(error instanceof FilmRejected))
    throw error;
  progress.show(film.name, 'rejected', 1);
  return { done: { id: film.id, reason: error.message }, isFinal: error instanceof FilmRejected };
}

/** Upload, pipeline, title. An upload that rested too long is given up by the gateway: the film then takes the next one. */
async function bringIn(film: DemoFilm, path: string, work: Work): Promise<Uploaded> {
  const show = (stage: DemoStage, fraction: number): void => work.progress.show(film.name, stage, fraction);
  for (let attempt = 1; ; attempt++) {
    show('upload', 0);
    const commandId = uuid5(NAMESPACE, attempt === 1 ? film.id : `${film.id}/${attempt}`);
    const uploaded = await timed(work, 'upload', () =>
      uploadFilm(work.client, path, commandId, (fraction) => show('upload', fraction)),
    );
    const asset = uploaded && (await followFilm(work.client, uploaded, work.fractionOf, show));
    if (uploaded === undefined || asset === undefined) continue;
    spendJobs(asset, work);
    show('publish', 0);
    await timed(work, 'publish', () => publishFilm(work.client, uploaded.titleId, film));
    show('published', 1);
    return uploaded;
  }
}

function spendJobs({ jobs }: Asset, { spend }: Work): void {
  for (const { kind, wallMs } of jobs) spend(kind.toLowerCase(), (wallMs ?? 0) / 1000);
}

async function timed<T>({ spend }: Work, stage: string, run: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await run();
  } finally {
    spend(stage, (performance.now() - began) / 1000);
  }
}

function summarize(films: readonly DemoFilm[], done: Done, seconds: ReadonlyMap<string, number>): DemoSummary {
  const stages = ['fetch', 'upload', 'probe', 'poster', 'encode', 'package', 'publish'];
  const known = films.flatMap((film) =>
    done.filter(({ id }) => id === film.id).map((end) => ({ ...end, name: film.name })),
  );
  return {
    titlesPublished: known.filter(({ titleId }) => titleId !== undefined).length,
    rejected: known.flatMap(({ name, reason }) => (reason === undefined ? [] : [{ name, reason }])),
    secondsPerStage: Object.fromEntries(
      stages.map((stage) => [stage, Math.round((seconds.get(stage) ?? 0) * 100) / 100]),
    ),
  };
}
