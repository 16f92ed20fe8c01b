import { MultiBar, Presets } from 'cli-progress';
import type { SingleBar } from 'cli-progress';
import type { DemoProgress, DemoStage } from './progress.ts';

/** The stages that a bar passes, each with the part of the whole that it takes as a rule. */
const PARTS: readonly (readonly [DemoStage, number])[] = [
  ['fetch', 0.05],
  ['upload', 0.05],
  ['probe', 0.05],
  ['encode', 0.7],
  ['package', 0.1],
  ['publish', 0.05],
];
const NAME_WIDTH = 24;

/** The part of the whole way that lies behind a film, 0 to 1. */
export function partDone(stage: DemoStage, fraction: number): number {
  if (stage === 'waiting') return 0;
  if (stage === 'published' || stage === 'rejected') return 1;
  const before = PARTS.slice(
    0,
    PARTS.findIndex(([name]) => name === stage),
  ).reduce((sum, [, part]) => sum + part, 0);
  const own = PARTS.find(([name]) => name === stage)?.[1] ?? 0;
  return before + own * Math.min(1, Math.max(0, fraction));
}

/**
 * Progress for a person: a bar per film on a terminal, elsewhere one line per stage. `print` prints a line without
 * disturbing the bars. Everything goes to `stream`, by default stderr, so that stdout carries results alone.
 */
export function createBars(stream: NodeJS.WriteStream = process.stderr): {
  readonly progress: DemoProgress;
  print(line: string): void;
} {
  return stream.isTTY ? bars(stream) : lines(stream);
}

function bars(stream: NodeJS.WriteStream): ReturnType<typeof createBars> {
  const format = '  {film} {bar} {percentage}% {stage}';
  // `gracefulExit` would catch signals: stopping is the caller's.
  const multi = new MultiBar(
    {
      stream,
      format,
      hideCursor: true,
      clearOnComplete: false,
      gracefulExit: false,
      barsize: 24,
      fps: 8,
      emptyOnZero: true,
    },
    Presets.shades_classic,
  );
  const byFilm = new Map<string, SingleBar>();
  let drawing = true;
  return {
    progress: {
      show(film, stage, fraction) {
        if (!drawing) return;
        const named = { film: film.slice(0, NAME_WIDTH).padEnd(NAME_WIDTH), stage: `${stage}      ` };
        const bar = byFilm.get(film) ?? multi.create(1000, 0, named);
        byFilm.set(film, bar);
        bar.update(Math.round(partDone(stage, fraction) * 1000), named);
      },
      stop() {
        // Stopping twice would move the cursor twice.
        if (drawing && byFilm.size > 0) multi.stop();
        drawing = false;
      },
    },
    print: (line) => (byFilm.size === 0 || !drawing ? void stream.write(`${line}\n`) : multi.log(`${line}\n`)),
  };
}

function lines(stream: NodeJS.WriteStream): ReturnType<typeof createBars> {
  const last = new Map<string, DemoStage>();
  return {
    progress: {
      show(film, stage) {
        if (last.get(film) === stage) return;
        last.set(film, stage);
        if (stage !== 'waiting') stream.write(`  ${film}: ${stage}\n`);
      },
      stop: () => undefined,
    },
    print: (line) => void stream.write(`${line}\n`),
  };
}
