/** The `reprise` command line: `npm run -s reprise -- COMMAND`. `npm start` is its command `start`. */
import { isOutage } from '../ports/outage.ts';
import { adoptLog } from './cli/adopt-log.ts';
import { doctor } from './cli/doctor.ts';
import { eventStoreCommand } from './cli/eventstore.ts';
import { migrateCommand } from './cli/migrate.ts';
import { projectionsCommand } from './cli/projections.ts';
import { serveCommand } from './cli/serve.ts';
import { start } from './cli/start.ts';
import { printError, CommandFailed } from './cli/print.ts';
import { WrongConfiguration } from './config.ts';
import { beginPrivately } from './data-directory.ts';
import { MissingProgram, ServiceFailed } from './services/index.ts';

const HELP = `reprise: an event-sourced platform for streaming video

  start [--no-demo] [--once]        everything on this machine: local services, all roles, the demo films at first
  serve [--roles=a,b]               some roles against the services that REPRISE_… name (default: REPRISE_ROLES or all)
  doctor                            what is used, which version, and what is wrong with it
  adopt-log --rebuild               take the log that is there now and fill everything from it
  eventstore verify [DIR] [--seal]  read everything in the local event store's log (DIR: a copy) and list what is damaged
  migrate                           bring the read models' tables up to date
  projections list                  how far each read model is, and what is parked
  projections rebuild NAME          fill it again from the log, compare it with the old rows, swap it in
  projections rollback NAME         go back to the rows from before the last rebuild
  projections retry NAME            hand its parked events in again
  help                              this text

Configuration is in REPRISE_… variables; docs/operations.md describes them.
`;

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  start,
  serve: serveCommand,
  doctor,
  'adopt-log': adoptLog,
  eventstore: eventStoreCommand,
  migrate: migrateCommand,
  projections: projectionsCommand,
  help: async () => {
    process.stdout.write(HELP);
    return 0;
  },
};

/** Errors that a person can put right: their message is enough, a stack would only frighten. */
const EXPECTED = [WrongConfiguration, MissingProgram, ServiceFailed, CommandFailed];

async function main(): Promise<number> {
  const [name = 'help', ...args] = process.argv.slice(2).map((argument) => (argument === '--help' ? 'help' : argument));
  const command = args.includes('help') ? commands['help'] : commands[name];
  if (command === undefined) {
    printError(`There is no command "${name}".\n\n${HELP}`);
    return 2;
  }
  beginPrivately();
  try {
    return await command(args);
  } catch (error) {
    const expected = error instanceof Error && (EXPECTED.some((kind) => error instanceof kind) || isOutage(error));
    printError(expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}

process.exit(await main());
