import type { Api } from '../client/api.ts';
import { ingestFilm, type Asset } from '../client/ingest-film.ts';
import { listenToProgress } from '../client/job-progress.ts';
import { createProgressLines } from '../client/progress-lines.ts';
import { fetchFilms } from './fetch-films.ts';
import { DEMO_FILMS } from './films.ts';

/** What the demo did. Seconds per stage add up all films' jobs of that kind. */
export type DemoSummary = { readonly titlesPublished: number; readonly failures: readonly string[]; readonly secondsPerStage: Readonly<Record<string, number>> };

/** Brings the demo films in through the public door and publishes them. May be called again at any time: films that are there stay. */
export const runDemo = async (api: Api, directory: string, log: (line: string) => void, signal: AbortSignal): Promise<DemoSummary> => {
  const pathOf = await fetchFilms(directory, log);
  signal.throwIfAborted();
  log(`bringing in ${DEMO_FILMS.length} films: upload, probe, encode, package, publish`);
  const progress = listenToProgress(api);
  const lines = createProgressLines();
  try {
    const settled = await Promise.allSettled(
      DEMO_FILMS.map(({ debianPackage: _package, file, ...film }) =>
        ingestFilm(api, { ...film, path: pathOf(file) }, (stage, fraction) => lines.show(film.name, stage, fraction), progress.fractionOf, signal),
      ),
    );
    signal.throwIfAborted();
    const failures = settled.flatMap((result, index) =>
      result.status === 'rejected' ? [`${DEMO_FILMS[index]?.name}: ${result.reason instanceof Error ? result.reason.message : String(result.reason)}`] : [],
    );
    const assets = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    return { titlesPublished: assets.length, failures, secondsPerStage: secondsPerStage(assets) };
  } finally {
    lines.stop();
    progress.stop();
  }
};

const secondsPerStage = (assets: readonly Asset[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { kind, wallMs } of assets.flatMap(({ jobs }) => jobs)) {
    const stage = kind.toLowerCase();
    sums[stage] = Math.round(((sums[stage] ?? 0) + (wallMs ?? 0) / 1000) * 10) / 10;
  }
  return sums;
};
