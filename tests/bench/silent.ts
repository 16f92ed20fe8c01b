import type { Logger } from '../../ports/logger.ts';

/** A logger that keeps still: a benchmark measures the work, not the writing about it. */
export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
