import { z } from 'zod';
import { plainText } from '../kernel/text.ts';
import { PackageId } from '../media/ids.ts';

/** Player states after CMCD v2 (CTA-5004-B): starting, playing, seeking, rebuffering, paused, waiting, ended, fatal, quit, preloading. */
export const PlayerState = z.enum(['s', 'p', 'k', 'r', 'a', 'w', 'e', 'f', 'q', 'd']);

/** More than any film has; below what a number of JSON holds exactly. */
const MOST_BYTES = 2 ** 50;
const count = () => z.int().min(0);

/**
 * One sample of the player. Names follow CMCD v2 keys where one exists, those of our own have a prefix; times are milliseconds, rates
 * kbit/s. What is "so far" counts from the start of the session.
 */
export const HeartbeatSample = z.strictObject({
  ts: count().describe('player clock, ms since the Unix epoch'),
  sta: PlayerState.describe(
    's starting, p playing, k seeking, r rebuffering, a paused, w waiting, e ended, f fatal, q quit, d preloading',
  ),
  pt: count().describe('playhead, ms'),
  pr: z.number().min(-64).max(64).optional().describe('rate of playing; 1 where it is left out'),
  br: count().optional().describe('encoded bit rate selected'),
  pb: count().optional().describe('encoded bit rate shown; that selected where it is left out'),
  tb: count().optional().describe('highest bit rate on offer'),
  bl: count().optional().describe('buffer ahead of the playhead'),
  tbl: count().optional().describe('buffer that the player aims at'),
  mtp: count().optional().describe('measured throughput'),
  bs: z.boolean().optional().describe('whether the buffer ran empty since the last sample'),
  bsa: count().optional().describe('stalls so far'),
  bsd: count().optional().describe('how long the last stall took'),
  bsda: count().optional().describe('stalled time so far'),
  msd: count().optional().describe('start delay, sent once'),
  dfa: count().optional().describe('dropped frames so far'),
  ltc: count().optional().describe('how far behind the live edge'),
  cdn: plainText(40).optional().describe('whose servers the media comes from'),
  bg: z.boolean().optional().describe('whether the player is in the background'),
  sf: z.enum(['d', 'h', 's', 'o']).optional().describe('format: d DASH, h HLS, s Smooth Streaming, o another'),
  st: z.enum(['v', 'l', 'll']).optional().describe('v on demand, l live, ll live with low latency'),
  ot: z.enum(['m', 'a', 'v', 'av', 'i', 'c', 'tt', 'k', 'o']).optional().describe('kind of object that it is about'),
  cs: plainText(80).optional().describe('signature of the content that plays'),
  su: z.boolean().optional().describe('whether the player fills its buffer at the start or after a seek'),
  e: z.string().max(40).optional().describe('what just happened, e.g. pause, seek, error'),
  ec: z.string().max(80).optional().describe('error code'),
  'com.reprise-by': count().max(MOST_BYTES).optional().describe('bytes of media loaded so far'),
  'com.reprise-pkg': PackageId.optional().describe('the package that plays'),
  'com.reprise-aud': plainText(35).optional().describe('language of the sound, a tag of BCP 47'),
  'com.reprise-txt': plainText(35)
    .optional()
    .describe('language of the subtitles, a tag of BCP 47; left out: none are shown'),
  'com.reprise-size': z
    .string()
    .max(11)
    .regex(/^\d{1,5}x\d{1,5}$/)
    .optional()
    .describe('size of the picture on the screen in pixels, as `1280x720`'),
});
export type HeartbeatSample = z.infer<typeof HeartbeatSample>;
