import { delimiter, join } from 'node:path';
import { isExecutable } from '../../runtime/executable.ts';

/** A program that jobs run. `path` is absolute, `version` is the program's own first line, for provenance. */
export interface Program {
  readonly name: string;
  readonly path: string;
  readonly version: string;
}

/** A program on PATH, or undefined. */
export const findOnPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((directory) => join(directory, name))
    .find(isExecutable);
