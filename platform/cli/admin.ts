import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { createVault } from '../../adapters/postgres/vault.ts';
import { createExecute } from '../../commands/pipeline/execute.ts';
import type { Execute } from '../../commands/pipeline/execute.ts';
import { accountByEmail } from '../../gateway/identity/account-registration.ts';
import { readEmail } from '../../gateway/identity/email.ts';
import { inviteToWork } from '../../gateway/identity/invite.ts';
import type { RunPart } from '../../gateway/identity/invite.ts';
import type { Database } from '../../ports/database.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { ResetFactors } from '../../schemas/identity/factor.commands.ts';
import { Role } from '../../schemas/identity/account.events.ts';
import { loadConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { standardContexts, standardProjections } from '../contexts.ts';
import { checkLog, claimLog } from '../log/claim.ts';
import { eventStoreAt, placesOf } from '../log/places.ts';
import { createLogger } from '../logging.ts';
import { openPeople } from '../people.ts';
import { CommandFailed, print } from './print.ts';
import { withServices } from './with-services.ts';

const USAGE = `Use: reprise admin create EMAIL [--role ROLE], or: reprise admin reset-second-factor EMAIL. The roles: ${Role.options.join(', ')}; without one: admin.`;
/** Whoever stands at the command line opens the link at once. */
const LINK_MS = 3600_000;
const { language, commands } = standardContexts;

/** `reprise admin create EMAIL`: an account that works here, and a link that sets its password. Works beside a running platform. */
export async function adminCommand(args: readonly string[]): Promise<number> {
  const asked = parse(args);
  const config = loadConfig();
  return withServices(config, async (urls) => {
    const logger = createLogger('warn');
    const log = openEventLog({ url: urls.eventstore, log: logger });
    const db = openDatabase({ url: urls.postgres, log: logger });
    try {
      const deps = { log, language, places: placesOf(config, db, urls), at: eventStoreAt(config, urls), logger };
      await checkLog(deps);
      await migrate(db, standardProjections);
      await claimLog(deps);
      return await (asked.action === 'create' ? create : resetFactors)({ config, log, db }, asked);
    } finally {
      await Promise.allSettled([log.close(), db.close()]);
    }
  });
}

async function create(
  { config, log, db }: { readonly config: Config; readonly log: EventLog; readonly db: Database },
  { email, role }: { readonly email: string; readonly role: Role },
): Promise<number> {
  const vault = createVault(db, config.masterKeys);
  await vault.prepare();
  const people = openPeople(config, db, vault);
  try {
    const run = runOn(createExecute(commands, { log, language }));
    const commandId = randomUUID();
    const asked = { commandId, email, role, via: 'command-line', linkMs: LINK_MS } as const;
    const invitation = await inviteToWork({ log, vault, run, now: Date.now }, asked);
    if (!invitation.done) throw new CommandFailed(invitation.refusal.message);
    const { accountId, link } = invitation;
    if (link === undefined) {
      print('✓', `${email} had an account already, and has the role ${role} now`);
      return 0;
    }
    print('✓', `${email} has an account with the role ${role}; this link sets its password, within an hour and once:`);
    // Alone on stdout, for whoever hands it on.
    process.stdout.write(`${await people.ports.linkTo({ purpose: 'accept-invitation', accountId, ...link })}\n`);
    return 0;
  } finally {
    people.close();
  }
}

/** Takes from an account all that it has beside its password, for whoever lost it. Its owner is told by mail. */
async function resetFactors(
  { config, log, db }: { readonly config: Config; readonly log: EventLog; readonly db: Database },
  { email }: { readonly email: string },
): Promise<number> {
  const vault = createVault(db, config.masterKeys);
  await vault.prepare();
  const address = readEmail(email);
  const account = address === undefined ? undefined : await accountByEmail({ vault, log }, address);
  if (account === undefined) throw new CommandFailed(`No account has the address ${email}.`);
  const { accountId, locale } = account;
  const commandId = randomUUID();
  const outcome = await createExecute(commands, { log, language })({
    commandId,
    streamId: accountId,
    command: {
      type: ResetFactors.type,
      data: ResetFactors.data.parse({ accountId, email: account.email, locale }),
      at: new Date().toISOString(),
    },
    actor: { kind: 'system', id: 'command-line' },
    correlationId: commandId,
  });
  if (outcome.kind === 'rejected') throw new CommandFailed(outcome.rejection.message);
  if (outcome.kind === 'contended') throw new CommandFailed('Others keep changing this account. Try again.');
  print(
    '✓',
    outcome.kind === 'no-op'
      ? `${email} had nothing beside the password`
      : `${email} signs in by the password alone now; devices that are signed in stay so`,
  );
  return 0;
}

/** Executes the parts of an invitation as the platform itself: whoever may start this command may do everything here. */
const runOn =
  (execute: Execute): RunPart =>
  async ({ commandId, definition, streamId, data }) => {
    const at = new Date().toISOString();
    const command = { type: definition.type, data: definition.data.parse(data), at };
    const actor = { kind: 'system', id: 'command-line' } as const;
    const outcome = await execute({ commandId, streamId, command, actor, correlationId: commandId });
    if (outcome.kind === 'rejected') throw new CommandFailed(outcome.rejection.message);
    if (outcome.kind === 'contended') throw new CommandFailed('Others keep changing this account. Try again.');
    return { done: true, token: outcome.kind === 'no-op' ? '0' : outcome.token };
  };

function parse(args: readonly string[]): {
  readonly action: 'create' | 'reset-second-factor';
  readonly email: string;
  readonly role: Role;
} {
  const { positionals, values } = read(args);
  const [action, email, ...rest] = positionals;
  const role = Role.safeParse(values.role).data;
  if ((action !== 'create' && action !== 'reset-second-factor') || email === undefined || rest.length > 0)
    throw new CommandFailed(USAGE);
  if (role === undefined) throw new CommandFailed(`There is no role "${values.role}". ${USAGE}`);
  return { action, email, role };
}

function read(args: readonly string[]) {
  try {
    const options = { role: { type: 'string', default: 'admin' } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new CommandFailed(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`);
  }
}
