/** A part of a film, ms from its start. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The same parts in order, each once: what overlaps or touches is one. When there are more than `most`, those with the smallest
 * gaps between them are joined, so that seconds are claimed too much rather than hours lost.
 */
export function mergeStretches(stretches: Iterable<Stretch>, most: number): readonly Stretch[] {
  const sorted = [...stretches]
    .filter(({ fromMs, toMs }) => toMs > fromMs)
    .toSorted((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs);
  const merged: Stretch[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last === undefined || next.fromMs > last.toMs) merged.push(next);
    else if (next.toMs > last.toMs) merged[merged.length - 1] = { ...last, toMs: next.toMs };
  }
  if (merged.length <= most) return merged;
  const gaps = merged.slice(1).map(({ fromMs }, index) => ({ index, gap: fromMs - (merged[index]?.toMs ?? 0) }));
  const closed = new Set(
    gaps
      .toSorted((a, b) => a.gap - b.gap || a.index - b.index)
      .slice(0, merged.length - most)
      .map(({ index }) => index),
  );
  return merged.reduce<Stretch[]>((kept, next, index) => {
    const last = kept.at(-1);
    if (last === undefined || !closed.has(index - 1)) kept.push(next);
    else kept[kept.length - 1] = { ...last, toMs: next.toMs };
    return kept;
  }, []);
}

/** How long they are together, ms. */
export const lengthOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
