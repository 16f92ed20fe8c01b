import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { createVault, whatIsLeft, type StoredVault } from '../../adapters/postgres/vault.ts';
import type { Database } from '../../ports/database.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { PlaceLook } from '../../ports/personal-places.ts';
import { createQueries } from '../../projections/queries.ts';
import { reasonOf } from '../../runtime/reason.ts';
import { findBytes } from '../../runtime/scan-bytes.ts';
import { lookAtLog } from '../../workers/identity/confirm-erasure.job.ts';
import { loadConfig, type Config } from '../config.ts';
import { standardContexts, standardProjections } from '../contexts.ts';
import { createPersonalPlaces } from '../erasure/places.ts';
import { KEPT, publicJwk, readReceipt, receiptKey, signReceipt } from '../erasure/receipt.ts';
import { createLogger } from '../logging.ts';
import type { ServiceUrls } from '../service-urls.ts';
import { CommandFailed, print } from './print.ts';
import { withServices } from './with-services.ts';

const USAGE = `Use: reprise erasure receipt ACCOUNT-ID (prints a signed receipt)
     reprise erasure verify FILE         (checks one that was signed here)
     reprise erasure key                 (the public key, for whoever checks it elsewhere)
     reprise erasure scan ACCOUNT-ID [--for TEXT]…  (looks into every place, and for texts in every file)`;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

interface Opened {
  readonly config: Config;
  readonly log: EventLog;
  readonly db: Database;
  readonly vault: StoredVault;
  readonly urls: ServiceUrls;
}

/** `reprise erasure …`: proves that somebody who was forgotten is. Works beside a running platform. */
export async function erasureCommand(args: readonly string[]): Promise<number> {
  const { positionals, values } = read(args);
  const [action, subject = '', ...rest] = positionals;
  if (rest.length > 0) throw new CommandFailed(USAGE);
  const config = loadConfig();
  if (action === 'key' && subject === '') {
    process.stdout.write(`${JSON.stringify(await publicJwk(receiptKey(config.receiptKey)))}\n`);
    return 0;
  }
  if (action === 'verify' && subject !== '') return verify(config, subject);
  if (!ID.test(subject) || (action !== 'receipt' && action !== 'scan')) throw new CommandFailed(USAGE);
  return withServices(config, async (urls) => {
    const logger = createLogger('warn');
    const log = openEventLog({ url: urls.eventstore, log: logger });
    const db = openDatabase({ url: urls.postgres, log: logger });
    try {
      const vault = createVault(db, config.masterKeys);
      const opened = { config, log, db, vault, urls };
      return action === 'receipt' ? await receipt(opened, subject) : await scan(opened, subject, values.for ?? []);
    } finally {
      await Promise.allSettled([log.close(), db.close()]);
    }
  });
}

async function receipt({ config, log }: Opened, accountId: string): Promise<number> {
  const erased = await newest(log, `account-${accountId}`, 'identity.SubjectErased');
  const confirmed = await newest(log, `erasure-${accountId}`, 'identity.ErasureConfirmed');
  if (erased === undefined) throw new CommandFailed(`Nobody with the account ${accountId} was forgotten here.`);
  if (confirmed === undefined)
    throw new CommandFailed(
      'The key is destroyed, and the places were not all looked at yet. Try again in a minute; see the jobs "confirm-erasure" in the studio. They are not looked at for an account that went because nobody proved it: "erasure scan" does that.',
    );
  const jws = await signReceipt(receiptKey(config.receiptKey), {
    iss: config.publicUrl,
    sub: accountId,
    keyDestroyedAt: erased.data.keyDestroyedAt,
    confirmedAt: confirmed.metadata.occurredAt,
    places: confirmed.data.places,
    kept: [...KEPT],
  });
  process.stdout.write(`${jws}\n`);
  return 0;
}

/** The newest event of a type in a stream of an account's own. */
async function newest<T extends 'identity.SubjectErased' | 'identity.ErasureConfirmed'>(
  log: EventLog,
  stream: string,
  type: T,
) {
  const { language } = standardContexts;
  for await (const recorded of log.readStream(stream, { direction: 'backwards' })) {
    const decoded = language.decode(recorded);
    if (decoded.kind === 'known' && decoded.event.type === type)
      return decoded.event as Extract<typeof decoded.event, { readonly type: T }>;
  }
  return undefined;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandFailed(
      `${file} cannot be read (${reasonOf(error)}). Name the file that "erasure receipt" was written to.`,
    );
  }
}

async function verify(config: Config, file: string): Promise<number> {
  const said = await readReceipt(receiptKey(config.receiptKey), textOf(file));
  if (said === undefined)
    throw new CommandFailed(`${file} is no receipt that was signed here, or it was changed after that.`);
  print('✓', `${said.sub} was forgotten on ${said.keyDestroyedAt}; confirmed on ${said.confirmedAt}`);
  showPlaces(said.places);
  for (const kept of said.kept) print('·', `kept: ${kept}`);
  return 0;
}

async function scan(
  { config, log, db, vault, urls }: Opened,
  accountId: string,
  texts: readonly string[],
): Promise<number> {
  const queries = createQueries(db, standardContexts.projections);
  const places = createPersonalPlaces({ db, queries, projections: standardProjections, urls });
  const looks: readonly PlaceLook[] = [
    ...(await whatIsLeft(db, accountId)).map((place) => ({ ...place, sealed: 0 })),
    await lookAtLog({ vault, log }, accountId),
    ...(await places.look(accountId, await log.head())),
  ];
  showPlaces(looks);
  const found = texts.length === 0 ? [] : await findBytes(config.dataDir, texts);
  for (const line of found) print('✗', `a file holds what you look for: ${line}`);
  if (texts.length > 0 && found.length === 0)
    print('✓', `no file below ${config.dataDir} holds ${texts.length === 1 ? 'the text' : 'one of the texts'}`);
  const isClean = found.length === 0 && looks.every(({ left }) => left === 0);
  print(isClean ? '✓' : '✗', isClean ? 'nothing of them can be read' : 'something of them is left');
  return isClean ? 0 : 1;
}

function showPlaces(places: readonly PlaceLook[]): void {
  const keyIsGone = places.every(({ place, left }) => place !== 'vault.keys' || left === 0);
  for (const { place, left, sealed } of places)
    print(
      left === 0 ? '✓' : '✗',
      `${place}: ${left === 0 ? 'nothing' : `${left} of theirs`}${sealed === 0 ? '' : `; ${sealed} sealed with ${keyIsGone ? 'the key that is gone: nobody can read them' : 'their key'}`}`,
    );
}

function read(args: readonly string[]) {
  try {
    const options = { for: { type: 'string', multiple: true } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new CommandFailed(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`);
  }
}
