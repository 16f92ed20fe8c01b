import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createVault } from '../../adapters/postgres/vault.ts';
import { createExecute } from '../../commands/pipeline/execute.ts';
import type { Execute } from '../../commands/pipeline/execute.ts';
import { accountByEmail } from '../../gateway/identity/account-registration.ts';
import { readEmail } from '../../gateway/identity/email.ts';
import { inviteToWork } from '../../gateway/identity/invite.ts';
import type { RunPart } from '../../gateway/identity/invite.ts';
import { ResetFactors } from '../../schemas/identity/factor.commands.ts';
import { Role } from '../../schemas/identity/account.events.ts';
import { loadConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { standardContexts } from '../contexts.ts';
import { openPeople } from '../people.ts';
import { CommandFailed, print } from './print.ts';
import { executeAsPlatform, withLog, type OpenLog } from './with-log.ts';

const USAGE = `Use: reprise admin create EMAIL [--role ROLE], or: reprise admin reset-second-factor EMAIL. The roles: ${Role.options.join(', ')}; without one: admin.`;
/** Whoever stands at the command line opens the link at once. */
const LINK_MS = 3600_000;
const { language, commands } = standardContexts;

/** `reprise admin create EMAIL`: an account that works here, and a link that sets its password. Works beside a running platform. */
export async function adminCommand(args: readonly string[]): Promise<number> {
  const asked = parse(args);
  const config = loadConfig();
  return withLog(config, (on) => (asked.action === 'create' ? create : resetFactors)({ config, ...on }, asked));
}

async function create(
  { config, log, db }: { readonly config: Config } & OpenLog,
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
  { config, log, db }: { readonly config: Config } & OpenLog,
  { email }: { readonly email: string },
): Promise<number> {
  const vault = createVault(db, config.masterKeys);
  await vault.prepare();
  const address = readEmail(email);
  const account = address === undefined ? undefined : await accountByEmail({ vault, log }, address);
  if (account === undefined) throw new CommandFailed(`No account has the address ${email}.`);
  const { accountId, locale } = account;
  const data = { accountId, email: account.email, locale };
  const changed = await executeAsPlatform(log, { definition: ResetFactors, streamId: accountId, data, usage: USAGE });
  print(
    '✓',
    changed
      ? `${email} signs in by the password alone now; every device is signed out, within ten minutes at the latest`
      : `${email} had nothing beside the password`,
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
