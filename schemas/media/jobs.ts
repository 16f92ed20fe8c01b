import { defineJob } from '../kernel/define.ts';
import { JobInput, JobResult } from './job.types.ts';

const [probeInput, posterInput, encodeInput, packageInput] = JobInput.options;
const [probeResult, posterResult, encodeResult, packageResult] = JobResult.options;

/** The kinds of work that media workers do. */
export const mediaJobs = [
  defineJob({
    name: 'probe',
    description: 'Look at a source: what it is and whether it is whole.',
    input: probeInput,
    result: probeResult,
  }),
  defineJob({ name: 'poster', description: 'Take a still from a source.', input: posterInput, result: posterResult }),
  defineJob({
    name: 'encode',
    description: 'Encode a source into its ladder.',
    input: encodeInput,
    result: encodeResult,
  }),
  defineJob({
    name: 'package',
    description: 'Cut an encoding into segments.',
    input: packageInput,
    result: packageResult,
  }),
] as const;
