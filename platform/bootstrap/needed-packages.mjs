import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const OLDEST_POSTGRES = 15;
const SYSTEM_DIRECTORIES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/opt/homebrew/bin'];

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const isOnPath = (program) =>
  [...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_DIRECTORIES].some((directory) => isExecutable(join(directory, program)));

const hasPostgres = () => {
  try {
    const majors = readdirSync('/usr/lib/postgresql').map(Number);
    if (majors.some((major) => major >= OLDEST_POSTGRES && isExecutable(`/usr/lib/postgresql/${major}/bin/postgres`))) return true;
  } catch {
    // Not Debian's layout.
  }
  return isOnPath('postgres') && isOnPath('initdb');
};

/** Each system package: what it is for, whether it is here already, and the variable that makes it needless. */
const PACKAGES = [
  { name: 'postgresql', reason: 'read models', instead: 'REPRISE_DATABASE_URL', isHere: hasPostgres },
  { name: 'nats-server', reason: 'job delivery', instead: 'REPRISE_NATS_URL', isHere: () => isOnPath('nats-server') },
  { name: 'redis-server', reason: 'caches and limits', instead: 'REPRISE_REDIS_URL', isHere: () => isOnPath('redis-server') },
  { name: 'ffmpeg', reason: 'encoding', isHere: () => isOnPath('ffmpeg') && isOnPath('ffprobe') },
];
const CHROMIUM = { name: 'chromium', reason: 'end-to-end tests', isHere: () => isOnPath('chromium') };

/** The system packages that a command needs, and whether each is here. */
export const neededPackages = (command, environment) => {
  const wanted = command === 'start' ? PACKAGES.filter(({ instead }) => instead === undefined || !environment[instead]) : PACKAGES;
  return (command === 'test' ? [...wanted, CHROMIUM] : wanted).map(({ name, reason, isHere }) => ({ name, reason, here: isHere() }));
};
