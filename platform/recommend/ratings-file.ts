import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Watch } from '../../domain/insight/past.ts';

/** What a file of ratings came to. */
export interface Ratings {
  /** In order of time; what one profile rated twice is there once, the first time. */
  readonly watches: readonly Watch[];
  readonly profiles: number;
  readonly titles: number;
  /** Lines that are no rating, the first of them with what is wrong. */
  readonly wrong: { readonly count: number; readonly first: readonly string[] };
  readonly repeats: number;
}

interface Line {
  readonly user: string;
  readonly item: string;
  /** Seconds since the Unix epoch. */
  readonly at: number;
}

const SEPARATORS = ['::', '\t', ',', ';'] as const;
/** Lines that are named; of the others only how many there are. */
const NAMED = 10;
const LONGEST = 1000;
const HEADER = /^"?(user|userid|user_id)"?\b/i;
/** A time after the year 2286 is one in milliseconds, or none. */
const LAST = 9_999_999_999;

/** A line `user, item, rating, time`, however it is separated. @returns what is wrong with it, as text */
export function readLine(line: string): Line | string {
  if (line.length > LONGEST) return `it has ${line.length} characters`;
  const separator = SEPARATORS.find((each) => line.includes(each));
  const parts = separator === undefined ? [line] : line.split(separator).map((part) => part.trim());
  if (parts.length !== 4) return `it has ${parts.length} fields; it takes 4: user, title, rating, time`;
  const [user = '', item = '', rating = '', time = ''] = parts;
  if (user === '' || item === '') return 'user or title is empty';
  if (rating === '' || !Number.isFinite(Number(rating))) return `the rating "${rating.slice(0, 20)}" is not a number`;
  const at = Number(time);
  if (time === '' || !Number.isInteger(at) || at <= 0 || at > LAST)
    return `the time "${time.slice(0, 20)}" is not in seconds since 1970`;
  return { user, item, at };
}

/**
 * Reads ratings as MovieLens, MovieTweetings and their kind write them (`user::title::rating::time`, or with tabs, commas or semicolons, with
 * or without a header). That somebody rated a title counts, not how. Lines that are none are counted and passed over.
 * @throws Error of the file system
 */
export async function readRatings(path: string): Promise<Ratings> {
  const lines: Line[] = [];
  const first: string[] = [];
  let [nth, wrong] = [0, 0];
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    nth += 1;
    const line = nth === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (line.trim() === '' || (nth === 1 && HEADER.test(line))) continue;
    const read = readLine(line);
    if (typeof read !== 'string') lines.push(read);
    else {
      wrong += 1;
      if (first.length < NAMED) first.push(`line ${nth}: ${read}`);
    }
  }
  return { ...numbered(lines), wrong: { count: wrong, first } };
}

function numbered(lines: Line[]): Omit<Ratings, 'wrong'> {
  lines.sort((a, b) => a.at - b.at);
  const [users, items, seen] = [new Map<string, number>(), new Map<string, number>(), new Set<string>()];
  const watches = lines.flatMap(({ user, item, at }): Watch[] => {
    const pair = `${user}\n${item}`;
    if (seen.has(pair)) return [];
    seen.add(pair);
    return [{ profile: numberOf(users, user), title: numberOf(items, item), at }];
  });
  return { watches, profiles: users.size, titles: items.size, repeats: lines.length - watches.length };
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const number = numbers.get(name) ?? numbers.size;
  numbers.set(name, number);
  return number;
}
