/** How many of the last titles of one profile count together: what one watch costs is bounded by it. */
export const HISTORY = 500;

/**
 * How many profiles watched two titles: `rows[i][j]` for titles `j ≤ i`, whole numbers; `rows[i][i]` is how many watched title `i`. Titles
 * are numbered from 0 on by whoever counts. Only sums stand here, so that the order of what was watched changes nothing, and taking a
 * profile out leaves what there would be had it never watched.
 */
export interface CoWatches {
  readonly rows: Int32Array[];
  /** What each profile watched, the oldest first, each title once, at most `HISTORY`. */
  readonly histories: Map<number, number[]>;
}

export const noCoWatches = (): CoWatches => ({ rows: [], histories: new Map() });

function rowOf(rows: Int32Array[], title: number): Int32Array {
  for (let next = rows.length; next <= title; next += 1) rows.push(new Int32Array(next + 1));
  return rows[title]!;
}

/** Counts a title with itself and with each other one of a history, once each. */
function count({ rows }: CoWatches, title: number, history: readonly number[], by: 1 | -1): void {
  const own = rowOf(rows, title);
  own[title]! += by;
  for (const other of history) {
    if (other < title) own[other]! += by;
    else if (other > title) rowOf(rows, other)[title]! += by;
  }
}

/**
 * A profile watched a title. What it watched before counts once more together with it; when that is more than `HISTORY`, its oldest title
 * counts no more. @returns false where it is in its history already
 */
export function addWatch(counts: CoWatches, profile: number, title: number): boolean {
  let history = counts.histories.get(profile);
  if (history === undefined) counts.histories.set(profile, (history = []));
  if (history.includes(title)) return false;
  count(counts, title, history, 1);
  history.push(title);
  if (history.length > HISTORY) {
    const oldest = history.shift()!;
    count(counts, oldest, history, -1);
  }
  return true;
}

/** A profile is forgotten, or does not agree any more: the counts are as if it had never watched. */
export function removeProfile(counts: CoWatches, profile: number): void {
  const history = counts.histories.get(profile) ?? [];
  counts.histories.delete(profile);
  while (history.length > 0) count(counts, history.pop()!, history, -1);
}

/** The titles that at least so many profiles watched, by number. */
export const watchedBy = ({ rows }: CoWatches, atLeast: number): number[] =>
  rows.flatMap((row, title) => (row[title]! >= atLeast ? [title] : []));

/** The counts of some titles as a full square, row after row. @param titles in rising order */
export function squareOf({ rows }: CoWatches, titles: readonly number[]): Int32Array<ArrayBuffer> {
  const n = titles.length;
  const square = new Int32Array(n * n);
  for (let i = 0; i < n; i += 1) {
    const row = rows[titles[i]!]!;
    for (let j = 0; j <= i; j += 1) square[i * n + j] = square[j * n + i] = row[titles[j]!]!;
  }
  return square;
}
