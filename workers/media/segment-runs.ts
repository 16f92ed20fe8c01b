import { createHash } from 'node:crypto';
import type { Segment } from '../../schemas/media/job.types.ts';
import type { z } from 'zod';

type SegmentFacts = z.infer<typeof Segment>;

/** An event may hold so many segments over all tracks: about 700 kB of the megabyte that an append may have. */
export const MAX_LISTED_SEGMENTS = 6_000;

/**
 * The segments of a track as its event lists them. A long film (beyond an hour or so with the whole ladder) has too many
 * for one event: then each entry stands for a run of consecutive segments, its hash being that of their hashes in hex,
 * one after the other. The package's `segments.json` lists every single one.
 * @param most entries that the track may have
 */
export const listSegments = (segments: readonly SegmentFacts[], most: number): SegmentFacts[] => {
  const perRun = Math.ceil(segments.length / Math.max(1, most));
  if (perRun <= 1) return [...segments];
  return Array.from({ length: Math.ceil(segments.length / perRun) }, (_, index) => {
    const run = segments.slice(index * perRun, (index + 1) * perRun);
    return {
      durationMs: run.reduce((sum, { durationMs }) => sum + durationMs, 0),
      bytes: run.reduce((sum, { bytes }) => sum + bytes, 0),
      sha256: createHash('sha256')
        .update(run.map(({ sha256 }) => sha256).join(''))
        .digest('hex'),
    };
  });
};
