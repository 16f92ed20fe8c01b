import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { programNow } from '../../commands/identity/program-now.ts';
import { programScopes } from '../../domain/kernel/permission-decision.ts';
import { makeKey } from '../../gateway/http/program-key.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { CreateServiceAccount, RevokeServiceKey } from '../../schemas/identity/service.commands.ts';
import { ServiceAccountCreated, ServiceKeyMade } from '../../schemas/identity/service.events.ts';
import { loadConfig } from '../config.ts';
import { CommandFailed, print } from './print.ts';
import { executeAsPlatform, withLog } from './with-log.ts';

const USAGE = `Use: reprise service-key create NAME --may SCOPE,… [--days 90], list, or revoke PREFIX. The scopes: ${programScopes.join(', ')}.`;
const DAY_MS = 86_400_000;

type Asked =
  | { readonly action: 'create'; readonly name: string; readonly scopes: readonly string[]; readonly days: number }
  | { readonly action: 'list' }
  | { readonly action: 'revoke'; readonly prefix: string };

/** `reprise service-key …`: programs that work here, and their keys. Works beside a running platform. */
export async function serviceKeyCommand(args: readonly string[]): Promise<number> {
  const asked = parse(args);
  const config = loadConfig();
  return withLog(config, ({ log }) => {
    if (asked.action === 'create') return create(log, asked);
    return asked.action === 'list' ? list(log) : revoke(log, asked.prefix);
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
  const data = { serviceId, name, scopes, key };
  await executeAsPlatform(log, { definition: CreateServiceAccount, streamId: serviceId, data, usage: USAGE });
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
  const data = { serviceId, keyId };
  await executeAsPlatform(log, { definition: RevokeServiceKey, streamId: serviceId, data, usage: USAGE });
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
