import { HeartbeatSample, PlayerState } from '../../schemas/playback/sample.ts';
import { flagOf, numberOf, textOf } from './cmcd.ts';
import type { Cmcd } from './cmcd.ts';

/** The latest instant that a `Date` can hold, ms. */
const LAST_INSTANT = 8_640_000_000_000_000;
const NUMBERS = ['br', 'pb', 'tb', 'bl', 'tbl', 'mtp', 'bsa', 'bsd', 'bsda', 'msd', 'dfa', 'ltc'] as const;
const FLAGS = ['bs', 'bg', 'su'] as const;
const WORDS = {
  cdn: 40,
  cs: 80,
  e: 40,
  ec: 80,
  'com.reprise-aud': 35,
  'com.reprise-txt': 35,
  'com.reprise-size': 11,
} as const;
/** Their values are lists of words: any other is left out. */
const LISTS = ['sf', 'st', 'ot'] as const;

/**
 * A report of CMCD 2 as a sample of a heartbeat. State and playhead are those of the report before where it says nothing of them.
 * @returns undefined when it says neither when it was nor where
 */
export function sampleOf(cmcd: Cmcd, before: HeartbeatSample | undefined): HeartbeatSample | undefined {
  const ts = numberOf(cmcd, 'ts', LAST_INSTANT);
  const sta = PlayerState.safeParse(textOf(cmcd, 'sta', 2)).data ?? before?.sta;
  const pt = numberOf(cmcd, 'pt') ?? before?.pt ?? (sta === 's' || sta === 'd' || sta === 'f' ? 0 : undefined);
  if (ts === undefined || sta === undefined || pt === undefined) return undefined;
  const rate = cmcd.get('pr');
  const said = {
    ...{ ts, sta, pt },
    ...(typeof rate === 'number' && Math.abs(rate) <= 64 ? { pr: rate } : {}),
    ...entriesOf(NUMBERS, (key) => numberOf(cmcd, key)),
    ...entriesOf(FLAGS, (key) => (cmcd.has(key) ? flagOf(cmcd, key) : undefined)),
    ...entriesOf(Object.keys(WORDS) as (keyof typeof WORDS)[], (key) => textOf(cmcd, key, WORDS[key])),
    ...entriesOf(LISTS, (key) => HeartbeatSample.shape[key].safeParse(textOf(cmcd, key, 2)).data),
    ...entriesOf(['com.reprise-by'], (key) => numberOf(cmcd, key, 2 ** 50)),
  };
  // A word of our own that does not fit is the player's mistake, and no reason to lose the rest.
  if (said['com.reprise-size'] !== undefined && !/^\d{1,5}x\d{1,5}$/.test(said['com.reprise-size']))
    delete said['com.reprise-size'];
  return HeartbeatSample.safeParse(said).data;
}

function entriesOf<K extends string, V>(keys: readonly K[], valueOf: (key: K) => V | undefined): { [Key in K]?: V } {
  const entries = keys.flatMap((key) => {
    const value = valueOf(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries) as { [Key in K]?: V };
}
