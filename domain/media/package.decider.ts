import type { packageCommands } from '../../schemas/media/package.commands.ts';
import type { packageEvents } from '../../schemas/media/package.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type PackageEvent = EventOf<(typeof packageEvents)[number]>;
export type PackageCommand = CommandOf<(typeof packageCommands)[number]>;

export type PackageState =
  | { readonly status: 'none' }
  | { readonly status: 'planned' }
  | { readonly status: 'sealed'; readonly storageKey: string };

/** A package is planned, filled and sealed in one step; a sealed package never changes. */
export const packageDecider: Decider<PackageState, PackageCommand, PackageEvent> = {
  category: 'package',
  initial: { status: 'none' },
  evolve: evolveBy<PackageState, PackageEvent>({
    'media.PackagePlanned': () => ({ status: 'planned' }),
    'media.TrackSegmented': (state) => state,
    'media.PackageSealed': (_, { storageKey }) => ({ status: 'sealed', storageKey }),
  }),
  decide: decideBy<PackageState, PackageCommand, PackageEvent, Rejection>({
    PlanPackage: (state, data) =>
      state.status === 'none' ? accepted<PackageEvent>({ type: 'media.PackagePlanned', data }) : accepted(),
    SealPackage: (state, { tracks, ...sealed }) => {
      if (state.status === 'none') return refuse('package.unknown', 'This package was never planned; plan it first.');
      if (state.status === 'sealed')
        return state.storageKey === sealed.storageKey
          ? accepted()
          : refuse('package.sealed', 'A sealed package never changes; plan a new one.');
      const video = tracks.filter((track) => track.kind === 'video');
      if (video.length === 0)
        return refuse('package.no-video', 'The package has no video track; run the package job again.');
      const empty = tracks.find((track) => track.segments.count === 0);
      if (empty !== undefined)
        return refuse('package.empty-track', `Track ${empty.name} has no segments; run the package job again.`);
      const maxHeight = Math.max(0, ...video.map((track) => track.height ?? 0));
      return accepted<PackageEvent>(
        ...tracks.map((track): PackageEvent => ({
          type: 'media.TrackSegmented',
          data: { packageId: sealed.packageId, track },
        })),
        { type: 'media.PackageSealed', data: { ...sealed, maxHeight } },
      );
    },
  }),
};
