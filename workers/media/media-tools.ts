import { mkdir } from 'node:fs/promises';
import type { HistoryDeps } from '../../commands/pipeline/load.ts';
import type { Logger } from '../../ports/logger.ts';
import type { MediaStore } from '../../ports/media-store.ts';
import type { WorkerPorts } from '../runtime/context.ts';
import { findMediaPrograms } from './media-programs.ts';
import type { MediaPrograms } from './media-programs.ts';
import { DEFAULT_LIMITS } from './admission-limits.ts';
import type { AdmissionLimits } from './admission-limits.ts';

/** What all media jobs of a worker share. */
export interface MediaTools extends HistoryDeps {
  readonly store: MediaStore;
  readonly logger: Logger;
  readonly programs: MediaPrograms;
  readonly limits: AdmissionLimits;
  /** x264's preset. */
  readonly preset: string;
  /** Bytes of the disk that stay free. */
  readonly reserveBytes: number;
}

const RESERVE_BYTES = 256 * 1024 ** 2;

/** @throws Error that names the package to install when a program is missing */
export async function prepareMedia({ log, language, store, logger, settings }: WorkerPorts): Promise<MediaTools> {
  const { encoderPreset = 'veryfast', reserveBytes = RESERVE_BYTES, limits } = settings;
  const programs = await findMediaPrograms();
  if (programs.sandbox.bwrap === undefined)
    logger.warn({ why: programs.sandbox.why }, 'films are read without a sandbox');
  await Promise.all(['sources', 'work'].map((key) => mkdir(store.path(key), { recursive: true })));
  return {
    log,
    language,
    store,
    logger,
    programs,
    reserveBytes,
    preset: encoderPreset,
    limits:
      limits === undefined
        ? DEFAULT_LIMITS
        : { ...DEFAULT_LIMITS, maxPixels: limits.pixels, maxDurationMs: limits.durationSeconds * 1000 },
  };
}
