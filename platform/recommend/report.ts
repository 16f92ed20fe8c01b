import type { Interval } from '../../domain/insight/rank-metrics.ts';
import type { Evaluation } from './evaluate.ts';
import type { Ratings } from './ratings-file.ts';

const digits = (value: number, places = 4): string => value.toFixed(places);
const interval = ({ mean, low, high }: Interval): string => `${digits(mean)} (${digits(low)} to ${digits(high)})`;
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
const hours = (seconds: number): string => `${seconds / 3600} h`;

/** The report as Markdown, which reads well on a terminal. Intervals are those of 95 %. */
export function describe(
  evaluation: Evaluation,
  { watches, profiles, titles }: Omit<Ratings, 'wrong' | 'repeats'>,
): string {
  const { parameters, window, rankers, ahead, generalised, seed } = evaluation;
  const { lambda, historyHalfLife, popularityHalfLife, popularityPower } = parameters;
  const text = [
    `${watches.length} watches of ${titles} titles by ${profiles} profiles; the last ${window.watches} are foreseen, of ${window.days} days.\n`,
    `${window.coldTitles} are of titles that nobody had watched before (a miss for everybody), ${window.coldProfiles} of profiles that had watched nothing.\n`,
    `Chosen on the watches before them: λ ${lambda}, history half-life ${historyHalfLife} titles, popularity half-life ${hours(popularityHalfLife)}, power ${popularityPower}. Seed ${seed}.\n\n`,
    row('ranker', 'NDCG@10', 'HR@10', 'NDCG@10, new profiles', 'titles shown', 'Gini'),
    row('---', '---:', '---:', '---:', '---:', '---:'),
    ...rankers.map(({ name, ndcg, hits, coldNdcg, coverage, gini }) =>
      row(name, interval(ndcg), interval(hits), digits(coldNdcg), `${digits(100 * coverage, 1)} %`, digits(gini, 3)),
    ),
    '\n',
    ...ahead.map(({ of, by }) => `${verdict(by)} ${of} by ${interval(by)} NDCG@10.\n`),
  ];
  if (generalised.held > 0)
    text.push(
      `\nStrong generalisation, ${generalised.held} of ${generalised.profiles} profiles held out:\n\n`,
      row('model', 'Recall@20', 'NDCG@100'),
      row('---', '---:', '---:'),
      ...generalised.rows.map(({ name, recall20, ndcg100 }) => row(name, digits(recall20, 3), digits(ndcg100, 3))),
    );
  return text.join('');
}

const verdict = ({ low, high }: Interval): string =>
  low > 0 ? '✓ Better than' : high < 0 ? '✗ Worse than' : '– Not to be told from';
