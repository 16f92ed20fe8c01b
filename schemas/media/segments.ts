import { createHash } from 'node:crypto';
import { z } from 'zod';

const int = () => z.int().min(0);
const sha256 = () => z.string().regex(/^[0-9a-f]{64}$/);

/** One media segment. */
export const Segment = z.strictObject({ durationMs: int(), bytes: int(), sha256: sha256() });
export type Segment = z.infer<typeof Segment>;

/**
 * The segments of a track, by the hash of their list. The list itself is stored once, with the package's other files, at
 * `{storageKey}/segments/{sha256}.json`: an array of `Segment`, in order.
 */
export const SegmentList = z.strictObject({ count: int(), durationMs: int(), bytes: int(), sha256: sha256() });
export type SegmentList = z.infer<typeof SegmentList>;

/** The text of a list: what is stored, and what the hash is made of. */
export const segmentListText = (segments: readonly Segment[]): string =>
  JSON.stringify(segments.map(({ durationMs, bytes, sha256: hash }) => ({ durationMs, bytes, sha256: hash })));

/** Segments may each claim to be as long as a number is. */
const sumOf = (numbers: readonly number[]): number =>
  Math.min(
    numbers.reduce((sum, number) => sum + number, 0),
    Number.MAX_SAFE_INTEGER,
  );

/** Refers to a list by its hash. */
export const segmentListOf = (segments: readonly Segment[]): SegmentList => ({
  count: segments.length,
  durationMs: sumOf(segments.map(({ durationMs }) => durationMs)),
  bytes: sumOf(segments.map(({ bytes }) => bytes)),
  sha256: createHash('sha256').update(segmentListText(segments)).digest('hex'),
});

/** Where a list lies inside its package. */
export const segmentListKey = ({ sha256: hash }: Pick<SegmentList, 'sha256'>): string => `segments/${hash}.json`;
