/** The `reprise` command line: `npm run -s reprise -- COMMAND`. `npm start` is its command `start`. */
import { textFor } from './cli/expected.ts';
import { printError } from './cli/print.ts';
import { beginPrivately } from './data-directory.ts';

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
  admin create EMAIL [--role ROLE]  an account that works here (role: admin), and a link that sets its password
  admin reset-second-factor EMAIL   takes app, passkeys and recovery codes from whoever lost them
  service-key create NAME --may SCOPE,… [--days N]
                                    a program that works here, and its key; also: list, and revoke PREFIX
  erasure receipt ACCOUNT-ID        a signed receipt of what was destroyed of somebody; also: verify FILE, key, and
  erasure scan ACCOUNT-ID [--for TEXT]
                                    what is left of them in every place, and of texts in every file
  decisions verify [--since 30d]    decide again who was let watch, by what the log held then, and name what differs
  recommend evaluate FILE           foresee the last ratings of a file, and compare with simpler ways to rank
  vault rotate                      wrap every key of the vault with REPRISE_MASTER_KEY instead of REPRISE_OLD_MASTER_KEY
  help                              this text

Configuration is in REPRISE_… variables; docs/operations.md describes them.
`;

/** Each loads what it needs and no more. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  start: async (args) => (await import('./cli/start.ts')).start(args),
  serve: async (args) => (await import('./cli/serve.ts')).serveCommand(args),
  doctor: async () => (await import('./cli/doctor.ts')).doctor(),
  'adopt-log': async (args) => (await import('./cli/adopt-log.ts')).adoptLog(args),
  eventstore: async (args) => (await import('./cli/eventstore.ts')).eventStoreCommand(args),
  migrate: async () => (await import('./cli/migrate.ts')).migrateCommand(),
  projections: async (args) => (await import('./cli/projections.ts')).projectionsCommand(args),
  admin: async (args) => (await import('./cli/admin.ts')).adminCommand(args),
  'service-key': async (args) => (await import('./cli/service-key.ts')).serviceKeyCommand(args),
  erasure: async (args) => (await import('./cli/erasure.ts')).erasureCommand(args),
  decisions: async (args) => (await import('./cli/decisions.ts')).decisionsCommand(args),
  recommend: async (args) => (await import('./cli/recommend.ts')).recommendCommand(args),
  vault: async (args) => (await import('./cli/vault.ts')).vaultCommand(args),
  help: async () => {
    process.stdout.write(HELP);
    return 0;
  },
};

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
    printError(textFor(error));
    return 1;
  }
}

process.exit(await main());
