import cliProgress from 'cli-progress';

/** Shows how several films get on: bars on a terminal, a line per stage elsewhere. Always on stderr. */
export type ProgressLines = { show(film: string, stage: string, fraction: number): void; stop(): void };

export const createProgressLines = (): ProgressLines => (process.stderr.isTTY ? bars() : lines());

const bars = (): ProgressLines => {
  const multi = new cliProgress.MultiBar(
    { stream: process.stderr, format: '  {film} {bar} {percentage}% {stage}', hideCursor: true, clearOnComplete: false, gracefulExit: false, barsize: 24, fps: 5 },
    cliProgress.Presets.shades_classic,
  );
  const byFilm = new Map<string, cliProgress.SingleBar>();
  return {
    show(film, stage, fraction) {
      const bar = byFilm.get(film) ?? multi.create(100, 0);
      byFilm.set(film, bar);
      bar.update(Math.round(Math.min(1, fraction) * 100), { film: film.slice(0, 28).padEnd(28), stage });
    },
    stop: () => multi.stop(),
  };
};

const lines = (): ProgressLines => {
  const last = new Map<string, string>();
  return {
    show(film, stage) {
      if (last.get(film) === stage) return;
      last.set(film, stage);
      process.stderr.write(`  ${film}: ${stage}\n`);
    },
    stop() {},
  };
};
