import type { Logger } from '../../commands/ports/log-line.ts';

/** A logger that keeps still: a benchmark measures the work, not the writing about it. */
export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
