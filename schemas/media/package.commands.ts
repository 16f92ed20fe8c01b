import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { PackagePlanned, PackageSealed } from './package.events.ts';
import { PackagedTrack } from './job.types.ts';

export const PlanPackage = defineCommand({
  type: 'PlanPackage',
  category: 'package',
  description: 'Ask for a package of an encoding.',
  data: PackagePlanned.data,
});
export const SealPackage = defineCommand({
  type: 'SealPackage',
  category: 'package',
  description: 'Record a finished package and close it.',
  data: PackageSealed.data.omit({ maxHeight: true }).extend({ tracks: z.array(PackagedTrack) }),
});

export const packageCommands = [PlanPackage, SealPackage] as const;
