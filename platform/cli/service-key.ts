import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { programNow } from '../../commands/identity/program-now.ts';
import { createExecute } from '../../commands/pipeline/execute.ts';
import { programScopes } from '../../domain/kernel/permission-decision.ts';
import { makeKey } from '../../gateway/http/program-key.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { CreateServiceAccount, RevokeServiceKey } from '../../schemas/identity/service.commands.ts';
import { ServiceAccountCreated, ServiceKeyMade } from '../../schemas/identity/service.events.ts';
import { loadConfig } from '../config.ts';
import { standardContexts, standardProjections } from '../contexts.ts';
import { checkLog, claimLog } from '../log/claim.ts';
import { eventStoreAt, placesOf } from '../log/places.ts';
import { createLogger } from '../logging.ts';
import { CommandFailed, print } from './print.ts';
import { withServices } from './with-services.ts';

const USAGE = `Use: reprise service-key create NAME --may SCOPE,… [--days 90], list, or revoke PREFIX. The scopes: ${programScopes.join(', ')}.`;
const DAY_MS = 86_400_000;
const { language, commands } = standardContexts;

type Asked =
  | { readonly action: 'create'; readonly name: string; readonly scopes: readonly string[]; readonly days: number }
  | { readonly action: 'list' }
  | { readonly action: 'revoke'; readonly prefix: string };

/** `reprise service-key …`: programs that work here, and their keys. Works beside a running platform. */
export async function serviceKeyCommand(args: readonly string[]): Promise<number> {
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
      if (asked.action === 'create') return await create(log, asked);
      return asked.action === 'list' ? await list(log) : await revoke(log, asked.prefix);
    } finally {
      await Promise.allSettled([log.close(), db.close()]);
    }
  });
}

async function create(
  log: EventLog,
  { name, scopes, days }: Extract<Asked, { readonly action: 'create' }>,
): Promise<number> {
  const { text, prefix, hash } = makeKey();
  const serviceId = randomUUID();
  const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString();
  const key = { keyId: randomUUID(), prefix, hash, expiresAt };
  await execute(log, CreateServiceAccount, serviceId, { serviceId, name, scopes, key });
  print(
    '✓',
    `The program ${name} may ${scopes.join(', ')} until ${expiresAt.slice(0, 10)} with this key, which is shown once:`,
  );
  // Alone on stdout, for whoever hands it on.
  process.stdout.write(`${text}\n`);
  return 0;
}

async function list(log: EventLog): Promise<number> {
  const now = new Date().toISOString();
  const held = (await keysIn(log)).filter(({ program, keyId }) => program.holding(keyId, now) !== undefined);
  print(
    '·',
    'The operator token may do everything; it is set by REPRISE_OPERATOR_TOKEN, else by secrets/operator-token.',
  );
  for (const { name, prefix, keyId, program } of held) {
    const ends = program.holding(keyId, now)?.endsAt.slice(0, 10) ?? '';
    print('·', `rps_${prefix}…  ${name}: ${program.scopes.join(', ')}; until ${ends}`);
  }
  if (held.length === 0) print('·', 'No program has a key.');
  return 0;
}

async function revoke(log: EventLog, given: string): Promise<number> {
  const prefix = given.replace(/^rps_/, '').slice(0, 10);
  const found = (await keysIn(log)).find((key) => key.prefix === prefix);
  if (found === undefined) throw new CommandFailed(`No key begins with "rps_${prefix}". "service-key list" shows all.`);
  const { serviceId, keyId, name } = found;
  await execute(log, RevokeServiceKey, serviceId, { serviceId, keyId });
  print('✓', `The key rps_${prefix}… of ${name} has ended; it is refused everywhere within a minute`);
  return 0;
}

/** Every key that was ever made, from the log itself: read models may be behind. */
async function keysIn(log: EventLog) {
  const names = new Map<string, string>();
  const keys: { readonly serviceId: string; readonly keyId: string; readonly prefix: string }[] = [];
  for await (const { type, data } of log.readAll({ types: [ServiceAccountCreated.type, ServiceKeyMade.type] })) {
    const created = type === ServiceAccountCreated.type ? ServiceAccountCreated.data.parse(data) : undefined;
    if (created !== undefined) names.set(created.serviceId, created.name);
    else keys.push(ServiceKeyMade.data.parse(data));
  }
  const programs = new Map(
    await Promise.all([...names.keys()].map(async (id) => [id, await programNow(log, id)] as const)),
  );
  return keys.flatMap((key) => {
    const program = programs.get(key.serviceId);
    return program === undefined ? [] : [{ ...key, program, name: names.get(key.serviceId) ?? '' }];
  });
}

/** Whoever may start this command may do everything here. */
async function execute(
  log: EventLog,
  definition: typeof CreateServiceAccount | typeof RevokeServiceKey,
  serviceId: string,
  given: unknown,
): Promise<void> {
  const data = definition.data.safeParse(given);
  if (!data.success) throw new CommandFailed(`${data.error.issues[0]?.message ?? 'That does not fit'}. ${USAGE}`);
  const commandId = randomUUID();
  const outcome = await createExecute(commands, { log, language })({
    commandId,
    streamId: serviceId,
    command: { type: definition.type, data: data.data, at: new Date().toISOString() },
    actor: { kind: 'system', id: 'command-line' },
    correlationId: commandId,
  });
  if (outcome.kind === 'rejected') throw new CommandFailed(outcome.rejection.message);
  if (outcome.kind === 'contended') throw new CommandFailed('Others keep changing this program. Try again.');
}

function parse(args: readonly string[]): Asked {
  const { positionals, values } = read(args);
  const [action, name, ...rest] = positionals;
  if (rest.length > 0) throw new CommandFailed(USAGE);
  if (action === 'list' && name === undefined) return { action };
  if (name === undefined) throw new CommandFailed(USAGE);
  if (action === 'revoke') return { action, prefix: name };
  const days = Number(values.days);
  if (action !== 'create' || values.may === undefined) throw new CommandFailed(USAGE);
  if (!Number.isInteger(days) || days < 1 || days > 365) throw new CommandFailed(`A key lasts 1 to 365 days. ${USAGE}`);
  return { action, name, scopes: values.may.split(',').map((scope) => scope.trim()), days };
}

function read(args: readonly string[]) {
  try {
    const options = { may: { type: 'string' }, days: { type: 'string', default: '90' } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new CommandFailed(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`);
  }
}
