import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isExecutable, isOnPath, thisMachine } from './machine.mjs';

const OLDEST_POSTGRES = 15;

const hasPostgres = (machine) => {
  try {
    const majors = readdirSync(machine.postgresVersions).map(Number);
    const hasServer = (major) => isExecutable(join(machine.postgresVersions, String(major), 'bin/postgres'));
    if (majors.some((major) => major >= OLDEST_POSTGRES && hasServer(major))) return true;
  } catch {
    // Not Debian's layout.
  }
  return isOnPath('postgres', machine) && isOnPath('initdb', machine);
};

const has =
  (...programs) =>
  (machine) =>
    programs.every((program) => isOnPath(program, machine));

/**
 * Each system package: what it is for, whether it is here already, and the variable that makes it needless. Without an optional
 * one everything works; the start then says what is missing.
 */
const PACKAGES = [
  { name: 'postgresql', reason: 'read models', instead: 'REPRISE_DATABASE_URL', isHere: hasPostgres },
  { name: 'nats-server', reason: 'job delivery', instead: 'REPRISE_NATS_URL', isHere: has('nats-server') },
  { name: 'redis-server', reason: 'caches and limits', instead: 'REPRISE_REDIS_URL', isHere: has('redis-server') },
  { name: 'ffmpeg', reason: 'encoding', isHere: has('ffmpeg', 'ffprobe') },
  { name: 'bubblewrap', reason: 'films are read in a sandbox', optional: true, isHere: has('bwrap') },
];
const CHROMIUM = { name: 'chromium', reason: 'end-to-end tests', isHere: has('chromium') };

/** The system packages that a command needs, and whether each is here. Tests and benchmarks always start services of their own. */
export const neededPackages = (command, machine = thisMachine()) => {
  const isOurs = ({ instead }) => instead === undefined || !machine.environment[instead];
  const wanted = command === 'start' ? PACKAGES.filter(isOurs) : PACKAGES;
  return (command === 'test' ? [...wanted, CHROMIUM] : wanted).map(({ name, reason, optional, isHere }) => ({
    name,
    reason,
    here: isHere(machine),
    ...(optional === true ? { optional } : {}),
  }));
};
