import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { evaluate, FEWEST } from '../recommend/evaluate.ts';
import { readRatings, type Ratings } from '../recommend/ratings-file.ts';
import { describe } from '../recommend/report.ts';
import { startWeightsThreads } from '../recommend/weights-threads.ts';
import { CommandFailed, print } from './print.ts';

const USAGE =
  'Use: reprise recommend evaluate FILE [--seed N] [--json]; FILE has lines `user::title::rating::time`, or with tabs or commas.';

/**
 * `reprise recommend evaluate FILE`: foresees the last watches of a file of ratings as the recommender would have, beside simpler ways to rank.
 * The report goes to stdout, as Markdown or as JSON. Needs no services.
 */
export async function recommendCommand(args: readonly string[]): Promise<number> {
  const { file, seed, json } = read(args);
  if (!existsSync(file)) throw new CommandFailed(`There is no file ${file}. ${USAGE}`);
  const ratings = await readRatings(file);
  sayWhatIsWrong(ratings);
  if (ratings.watches.length < FEWEST)
    throw new CommandFailed(
      `${file} has ${ratings.watches.length} ratings of different titles; it takes ${FEWEST} to say anything. ${USAGE}`,
    );
  const bar = new cliProgress.SingleBar({
    ...{ format: '  {bar} {percentage}% | {phase}', stream: process.stderr, fps: 4, hideCursor: true },
    noTTYOutput: true,
    notTTYSchedule: 10_000,
  });
  bar.start(100, 0, { phase: 'reading' });
  await using threads = startWeightsThreads();
  try {
    const evaluation = await evaluate(ratings.watches, {
      ...{ seed, build: threads.build },
      onProgress: (done, phase) => bar.update(Math.floor(100 * done), { phase }),
    });
    bar.stop();
    process.stdout.write(json ? `${JSON.stringify(evaluation, null, 2)}\n` : describe(evaluation, ratings));
    return 0;
  } finally {
    bar.stop();
  }
}

function sayWhatIsWrong({ wrong, repeats }: Ratings): void {
  if (wrong.count > 0) {
    print('·', `${wrong.count} lines are no ratings and were passed over:`);
    for (const line of wrong.first) print(' ', line);
    if (wrong.count > wrong.first.length) print(' ', `and ${wrong.count - wrong.first.length} more`);
  }
  if (repeats > 0)
    print('·', `${repeats} ratings are of titles that their user had rated before; the first ones count`);
}

function read(args: readonly string[]): { readonly file: string; readonly seed: number; readonly json: boolean } {
  const { values, positionals } = parsed(args);
  const [action, file = '', ...rest] = positionals;
  const seed = Number(values.seed);
  if (action !== 'evaluate' || file === '' || rest.length > 0) throw new CommandFailed(USAGE);
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff)
    throw new CommandFailed(`The seed must be a whole number from 0 to 4294967295. ${USAGE}`);
  return { file, seed, json: values.json };
}

function parsed(args: readonly string[]) {
  try {
    const options = { seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new CommandFailed(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`);
  }
}
