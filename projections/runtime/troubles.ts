import type { ParkedCount, ProjectionStatus } from './consistency.ts';

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/**
 * What somebody should look at although everything answers: read models that pause, and what consumers of the log have parked.
 * A sentence each, with what to do; none when all is well.
 */
export function troublesOf(status: readonly ProjectionStatus[], parked: readonly ParkedCount[]): readonly string[] {
  const paused = status
    .filter(({ state }) => state === 'paused')
    .map(
      ({ name }) =>
        `${name} is paused and sees nothing new: so many of its keys are blocked that the code must be at fault. See with "reprise projections list" or in the studio what its parked events have in common, install a version that bears them, then "reprise projections retry ${name}"`,
    );
  const waiting = parked.map(
    ({ consumer, events, keys }) =>
      `${consumer} has parked ${many(events, 'event')}${keys === 0 ? '' : `, and what comes later of ${many(keys, 'key')} waits behind`}: see why with "reprise projections list" or in the studio, then "reprise projections retry ${consumer}"`,
  );
  return [...paused, ...waiting];
}
