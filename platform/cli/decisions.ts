import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import { verifyDecisions } from '../decisions/verify.ts';
import { CommandFailed, print } from './print.ts';
import { withLog } from './with-log.ts';

const USAGE = 'Use: reprise decisions verify [--since 30d]; a number of days (d) or hours (h).';
const UNITS_MS = { d: 86_400_000, h: 3_600_000 } as const;

/**
 * `reprise decisions verify`: makes every decision about a start again, by what the log held then. Differences go to stdout, one a
 * line as JSON. Works beside a running platform.
 * @returns 1 where something differs
 */
export async function decisionsCommand(args: readonly string[]): Promise<number> {
  const since = new Date(Date.now() - read(args));
  return withLog(loadConfig(), async ({ log }) => {
    const { decisions, differences } = await verifyDecisions(log, since, (difference) =>
      process.stdout.write(`${JSON.stringify(difference)}\n`),
    );
    const kinds = Map.groupBy(differences, ({ kind }) => kind);
    const counted = [...kinds].map(([kind, some]) => `${some.length} ${kind}`).join(', ');
    print(
      differences.length === 0 ? '✓' : '✗',
      `${decisions} decisions since ${since.toISOString()}: ${differences.length === 0 ? 'all are the same again' : counted}`,
    );
    return differences.length === 0 ? 0 : 1;
  });
}

/** How far back, ms. */
function read(args: readonly string[]): number {
  const asked = parsed(args);
  const [, number = '', unit = ''] = /^(\d{1,5})([dh])$/.exec(asked.values.since) ?? [];
  if (asked.positionals.join() !== 'verify' || number === '' || (unit !== 'd' && unit !== 'h'))
    throw new CommandFailed(USAGE);
  return Number(number) * UNITS_MS[unit];
}

function parsed(args: readonly string[]) {
  try {
    const options = { since: { type: 'string', default: '30d' } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new CommandFailed(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`);
  }
}
