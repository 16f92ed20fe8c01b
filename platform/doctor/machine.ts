import { statfs } from 'node:fs/promises';
import { findMediaPrograms } from '../../workers/media/media-programs.ts';
import type { Sandbox } from '../../workers/runtime/sandbox.ts';
import type { Config } from '../config.ts';
import { makeDirectory } from '../make-directory.ts';
import { reasonOf } from '../../runtime/reason.ts';
import type { Finding } from './finding.ts';

const GIB = 1024 ** 3;
const LOW_DISK = 5 * GIB;

/** The programs that media jobs run, and whether this ffmpeg can encode what the ladder needs. */
export async function lookAtMedia(): Promise<readonly Finding[]> {
  try {
    const { ffmpeg, packager, canToneMap, missingEncoders: missing, sandbox } = await findMediaPrograms();
    const fact = `${ffmpeg.version}${canToneMap ? '' : ', cannot turn HDR into SDR'}`;
    return [
      missing.length === 0
        ? { part: 'ffmpeg', fact }
        : { part: 'ffmpeg', fact, trouble: `It lacks ${missing.join(', ')}: install a build that has them` },
      { part: 'Shaka Packager', fact: packager.version },
      { part: 'sandbox', fact: describeSandbox(sandbox) },
    ];
  } catch (error) {
    return [{ part: 'media programs', fact: 'incomplete', trouble: reasonOf(error) }];
  }
}

const describeSandbox = (sandbox: Sandbox): string =>
  sandbox.bwrap === undefined
    ? `none, films are read without one: ${sandbox.why.replace(/\.$/, '')}`
    : `films are read in one, by ${sandbox.bwrap}${sandbox.filter === undefined ? ', without a filter of system calls' : ''}`;

/** Space for films below the data directory. */
export async function lookAtDisk({ dataDir }: Config): Promise<Finding> {
  try {
    makeDirectory(dataDir);
    const { bavail, bsize } = await statfs(dataDir);
    const fact = `${Math.round((bavail * bsize) / GIB)} GiB free in ${dataDir}`;
    return bavail * bsize < LOW_DISK
      ? { part: 'disk', fact, trouble: 'That is little for films: free some space' }
      : { part: 'disk', fact };
  } catch (error) {
    return {
      part: 'disk',
      fact: `${dataDir} cannot be used`,
      trouble: `${reasonOf(error)}. Name another directory in REPRISE_DATA_DIR`,
    };
  }
}
