import { join, resolve } from 'node:path';
import { z } from 'zod';
import { DamagedTable, loadTerritoryTable } from '../adapters/files/territory-table.ts';
import { territories } from '../domain/kernel/territory-decision.ts';
import type { Seller } from '../ports/seller.ts';
import type { OpenIdProvider } from '../ports/openid.ts';
import type { Territories } from '../ports/territory.ts';
import { connectionUrl, natsUrl } from './connection-url.ts';
import { checkLayout } from './layout.ts';
import { ROLES } from './role-names.ts';
import type { RoleName } from './role-names.ts';
import { paymentsFrom, type PaymentsConfig } from './payments-config.ts';
import { openIdProviders } from './openid-config.ts';
import { keptSecret } from './secrets.ts';
import { WrongConfiguration } from './wrong-configuration.ts';

export { WrongConfiguration } from './wrong-configuration.ts';

const wholeNumber = (least: number, most: number): z.ZodType<number> =>
  z.coerce
    .number({ error: 'is not a number' })
    .int({ error: 'is not a whole number' })
    .min(least, { error: `is less than ${least}` })
    .max(most, { error: `is more than ${most}` });

const roles = z.string().transform((text, context): readonly RoleName[] => {
  const named = listed(text);
  if (named.length === 1 && named[0] === 'all') return ROLES;
  const wrong = named.filter((each) => !ROLES.includes(each));
  if (wrong.length > 0 || named.length === 0)
    context.addIssue({
      code: 'custom',
      message: `knows no role "${wrong.join(', ')}"; there are: all, ${ROLES.join(', ')}`,
    });
  return ROLES.filter((role) => named.includes(role));
});

const listed = (text = ''): readonly string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

const hostNames = z.string().refine((text) => listed(text).every((name) => /^[a-z0-9._:[\]-]+$/i.test(name)), {
  error: 'is not a list of host names such as films.example,gateway',
});

/** `2`, or `2,probe=4,encode=0`: heavy jobs at a time, then kinds that shall differ. */
const concurrency = z
  .string()
  .regex(/^(?!$)(([1-9]|[1-5]\d|6[0-4])(,|$))?([a-z][a-z0-9/-]*=(\d|[1-5]\d|6[0-4])(,(?!$)|$))*$/, {
    error: 'is neither a number from 1 to 64 nor a list such as 1,probe=4',
  });

const concurrencyFrom = (text: string): Pick<Config, 'workerConcurrency' | 'workerConcurrencyOf'> => {
  const parts = text.split(',').map((part) => part.split('='));
  return {
    workerConcurrency: Number(parts.find(([, count]) => count === undefined)?.[0] ?? 1),
    workerConcurrencyOf: Object.fromEntries(
      parts.flatMap(([kind = '', count]) => (count === undefined ? [] : [[kind, Number(count)]])),
    ),
  };
};

const territoryTable = z.string().transform((path, context): Territories => {
  try {
    return loadTerritoryTable(path, (code) => territories.has(code));
  } catch (error) {
    if (!(error instanceof DamagedTable)) throw error;
    context.addIssue({ code: 'custom', message: `names a table that cannot be used, ${path}: ${error.message}` });
    return z.NEVER;
  }
});

/** Every variable that Reprise reads, with its default. Each is described in docs/operations.md. */
const environment = z.strictObject({
  REPRISE_EVENTSTORE_URL: connectionUrl('esdb', 'esdb\\+discover'),
  REPRISE_NATS_URL: natsUrl(),
  REPRISE_NATS_REPLICAS: wholeNumber(1, 5).optional(),
  REPRISE_DATABASE_URL: connectionUrl('postgres', 'postgresql'),
  REPRISE_REDIS_URL: connectionUrl('redis', 'rediss'),
  REPRISE_DATA_DIR: z.string().min(1).default('.data'),
  REPRISE_HOST: z.string().min(1).default('127.0.0.1'),
  REPRISE_PORT: wholeNumber(0, 65_535).default(8080),
  REPRISE_PUBLIC_URL: connectionUrl('http', 'https'),
  REPRISE_ALLOWED_HOSTS: hostNames.optional(),
  REPRISE_TRUSTED_PROXIES: z.string().optional(),
  REPRISE_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'is none of trace, debug, info, warn, error, silent',
    })
    .default('info'),
  REPRISE_SECRET: z.string().min(32, { error: 'is shorter than 32 characters' }).optional(),
  REPRISE_MASTER_KEY: z.string().min(32, { error: 'is shorter than 32 characters' }).optional(),
  REPRISE_OLD_MASTER_KEY: z.string().min(32, { error: 'is shorter than 32 characters' }).optional(),
  REPRISE_RECEIPT_KEY: z.string().min(32, { error: 'is shorter than 32 characters' }).optional(),
  REPRISE_OPERATOR_TOKEN: z.string().min(16, { error: 'is shorter than 16 characters' }).optional(),
  REPRISE_ACCOUNTS: z.enum(['optional', 'required'], { error: 'is neither optional nor required' }).default('optional'),
  REPRISE_STAFF_SECOND_FACTOR: z
    .enum(['optional', 'required'], { error: 'is neither optional nor required' })
    .default('optional'),
  REPRISE_TITLES_WITHOUT_RIGHTS: z.enum(['free', 'closed'], { error: 'is neither free nor closed' }).default('free'),
  REPRISE_TERRITORY_TABLE: territoryTable.optional(),
  REPRISE_TERRITORY_HEADER: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/i, { error: 'is not the name of a header such as CloudFront-Viewer-Country' })
    .optional(),
  REPRISE_HOME_TERRITORY: z
    .string()
    .refine((code) => territories.has(code), { error: 'is no territory of ISO 3166-1, such as DE' })
    .optional(),
  REPRISE_OPENID: openIdProviders.optional(),
  REPRISE_SMTP_URL: connectionUrl('smtp', 'smtps'),
  REPRISE_MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, {
      error: 'is neither an address nor "Name <address>"',
    })
    .default('Reprise <reprise@localhost>'),
  REPRISE_PAYMENTS_URL: connectionUrl('http', 'https').default('https://api.stripe.com'),
  REPRISE_PAYMENTS_KEY: z.string().min(16, { error: 'is shorter than 16 characters' }).optional(),
  REPRISE_PAYMENTS_WEBHOOK_SECRET: z.string().min(16, { error: 'is shorter than 16 characters' }).optional(),
  REPRISE_SELLER_NAME: z.string().trim().min(1).max(200).default('Reprise'),
  REPRISE_SELLER_ADDRESS: z.string().max(1000).default(''),
  REPRISE_SELLER_VAT_ID: z.string().trim().max(40).optional(),
  REPRISE_DEVICES_PER_ACCOUNT: wholeNumber(1, 100).default(10),
  REPRISE_FREE_STREAMS: wholeNumber(1, 100).default(4),
  REPRISE_ERASURE_DAYS: wholeNumber(0, 60).default(14),
  REPRISE_ROLES: roles.default(ROLES),
  REPRISE_WORKER_CONCURRENCY: concurrency.default('1'),
  REPRISE_ENCODER_PRESET: z
    .enum(['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium', 'slow', 'slower', 'veryslow'], {
      error: "is none of x264's presets",
    })
    .default('veryfast'),
  REPRISE_MAX_UPLOAD_BYTES: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(8 * 1024 ** 3),
  REPRISE_MAX_PIXELS: wholeNumber(1, 2 ** 31).default(8192 * 4320),
  REPRISE_MAX_DURATION_SECONDS: wholeNumber(1, 7 * 24 * 3600).default(6 * 3600),
});

export const VARIABLES: readonly string[] = Object.keys(environment.shape);
const SECRETS = new Set([
  'REPRISE_SECRET',
  'REPRISE_MASTER_KEY',
  'REPRISE_OLD_MASTER_KEY',
  'REPRISE_OPERATOR_TOKEN',
  'REPRISE_RECEIPT_KEY',
  'REPRISE_OPENID',
  'REPRISE_PAYMENTS_KEY',
  'REPRISE_PAYMENTS_WEBHOOK_SECRET',
]);

/** The one configuration of every role. Directories are absolute; absent URLs mean "started locally". */
export type Config = {
  readonly eventStoreUrl: string | undefined;
  readonly natsUrl: string | undefined;
  /** Servers that keep a copy of each stream; undefined: three where there are so many, else one. */
  readonly natsReplicas: number | undefined;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** How browsers reach the gateway, without a slash at its end. */
  readonly publicUrl: string;
  /** Names beside those of the public URL, the listening address and this machine by which the gateway is reached. */
  readonly allowedHosts: readonly string[];
  /** Addresses or networks of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Signs cookies and playback paths. */
  readonly secret: string;
  /** The first wraps the keys of people, with which everything personal is sealed; the one before it follows during a rotation. */
  readonly masterKeys: readonly [string, ...string[]];
  /** What the key is made of that signs receipts of erasure. */
  readonly receiptKey: string;
  /** Opens the studio's mutations. */
  readonly operatorToken: string;
  /** Whether viewers need an account. */
  readonly accounts: 'optional' | 'required';
  /** Whether who works here needs a second factor before their roles hold. */
  readonly staffSecondFactor: 'optional' | 'required';
  /** Whether titles of which nobody said any rights window are free everywhere, or closed. */
  readonly titlesWithoutRights: 'free' | 'closed';
  /** Where network addresses are; undefined: nobody knows. */
  readonly territories: Territories | undefined;
  /** The header, in lower case, in which trusted proxies say where a request comes from. */
  readonly territoryHeader: string | undefined;
  /** Where requests come from of which nothing else is known. */
  readonly homeTerritory: string | undefined;
  /** Providers of OpenID Connect that people may sign in by. */
  readonly openId: readonly OpenIdProvider[];
  /** The mail server; undefined: messages wait in the outbox. */
  readonly smtpUrl: string | undefined;
  /** The sender of messages. */
  readonly mailFrom: string;
  /** The payment provider; undefined: the sandbox where it runs, else nothing is sold. */
  readonly payments: PaymentsConfig | undefined;
  /** Who sells, as it stands on invoices. */
  readonly seller: Seller;
  /** On how many devices an account may be signed in. */
  readonly devicesPerAccount: number;
  /** How many days somebody who asked to be forgotten can take it back. */
  /** How many streams at once an account without a plan may play. */
  readonly freeStreams: number;
  readonly erasureDays: number;
  readonly roles: readonly RoleName[];
  /** Heavy jobs of one kind at a time; and jobs at a time of the kinds that are named. */
  readonly workerConcurrency: number;
  readonly workerConcurrencyOf: Readonly<Record<string, number>>;
  readonly encoderPreset: string;
  readonly limits: { readonly uploadBytes: number; readonly pixels: number; readonly durationSeconds: number };
};

/**
 * Reads the configuration from environment variables. Secrets that are not given are made once and kept in the data directory.
 * Throws `WrongConfiguration`; unknown REPRISE_ variables are wrong too, because a misspelt one would be ignored in silence.
 */
export const loadConfig = (variables: NodeJS.ProcessEnv = process.env): Config => {
  const ours = Object.fromEntries(
    Object.entries(variables).filter(([name, value]) => name.startsWith('REPRISE_') && value !== ''),
  );
  const read = environment.safeParse(ours);
  if (!read.success) throw new WrongConfiguration(read.error.issues.flatMap(describeIssue).join('\n'));
  const value = read.data;
  const dataDir = resolve(value.REPRISE_DATA_DIR);
  checkLayout(dataDir);
  return {
    eventStoreUrl: value.REPRISE_EVENTSTORE_URL,
    natsUrl: value.REPRISE_NATS_URL,
    natsReplicas: value.REPRISE_NATS_REPLICAS,
    databaseUrl: value.REPRISE_DATABASE_URL,
    redisUrl: value.REPRISE_REDIS_URL,
    dataDir,
    host: value.REPRISE_HOST,
    port: value.REPRISE_PORT,
    publicUrl: (value.REPRISE_PUBLIC_URL ?? `http://${browsable(value.REPRISE_HOST)}:${value.REPRISE_PORT}`).replace(
      /\/+$/,
      '',
    ),
    allowedHosts: listed(value.REPRISE_ALLOWED_HOSTS),
    trustedProxies: listed(value.REPRISE_TRUSTED_PROXIES),
    logLevel: value.REPRISE_LOG_LEVEL,
    secret: value.REPRISE_SECRET ?? keptSecret(secretsDir(dataDir), 'secret', 32),
    masterKeys: [
      value.REPRISE_MASTER_KEY ?? keptSecret(secretsDir(dataDir), 'master-key', 32),
      ...(value.REPRISE_OLD_MASTER_KEY === undefined ? [] : [value.REPRISE_OLD_MASTER_KEY]),
    ],
    receiptKey: value.REPRISE_RECEIPT_KEY ?? keptSecret(secretsDir(dataDir), 'receipt-key', 32),
    operatorToken: value.REPRISE_OPERATOR_TOKEN ?? keptSecret(secretsDir(dataDir), 'operator-token', 16),
    accounts: value.REPRISE_ACCOUNTS,
    staffSecondFactor: value.REPRISE_STAFF_SECOND_FACTOR,
    titlesWithoutRights: value.REPRISE_TITLES_WITHOUT_RIGHTS,
    territories: value.REPRISE_TERRITORY_TABLE,
    territoryHeader: value.REPRISE_TERRITORY_HEADER?.toLowerCase(),
    homeTerritory: value.REPRISE_HOME_TERRITORY,
    openId: value.REPRISE_OPENID ?? [],
    smtpUrl: value.REPRISE_SMTP_URL,
    mailFrom: value.REPRISE_MAIL_FROM,
    payments: paymentsFrom({
      url: value.REPRISE_PAYMENTS_URL,
      key: value.REPRISE_PAYMENTS_KEY,
      webhookSecret: value.REPRISE_PAYMENTS_WEBHOOK_SECRET,
    }),
    seller: {
      name: value.REPRISE_SELLER_NAME,
      address: value.REPRISE_SELLER_ADDRESS.split('|')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
      vatId: value.REPRISE_SELLER_VAT_ID ?? null,
    },
    devicesPerAccount: value.REPRISE_DEVICES_PER_ACCOUNT,
    freeStreams: value.REPRISE_FREE_STREAMS,
    erasureDays: value.REPRISE_ERASURE_DAYS,
    roles: value.REPRISE_ROLES,
    ...concurrencyFrom(value.REPRISE_WORKER_CONCURRENCY),
    encoderPreset: value.REPRISE_ENCODER_PRESET,
    limits: {
      uploadBytes: value.REPRISE_MAX_UPLOAD_BYTES,
      pixels: value.REPRISE_MAX_PIXELS,
      durationSeconds: value.REPRISE_MAX_DURATION_SECONDS,
    },
  };
};

/** Where an installation keeps what nobody else may know. */
export const secretsDir = (dataDir: string): string => join(dataDir, 'secrets');

/** The variables that are set, one `NAME=value` line each, with everything secret blacked out. */
export const printableEnvironment = (variables: NodeJS.ProcessEnv = process.env): readonly string[] =>
  Object.entries(variables)
    .filter(([name]) => name.startsWith('REPRISE_'))
    .map(([name, value]) => `${name}=${SECRETS.has(name) ? '(secret)' : withoutPassword(value ?? '')}`)
    .sort();

/** A connection URL as it may be shown: passwords are blacked out, and what may stand alone before the host (NATS: a token). */
export const withoutPassword = (text: string): string =>
  text
    .replaceAll(/((?:\/\/|,)[^/:@,\s]*):[^/,\s]+@/g, '$1:(secret)@')
    .replaceAll(/(?<=(?:nats|tls):\/\/(?:[^/\s]*,)?)[^/:@,()\s]+@/g, '(secret)@');

const describeIssue = (issue: z.core.$ZodIssue): string[] => {
  if (issue.code !== 'unrecognized_keys') return [`${issue.path.join('.')} ${issue.message}`];
  return issue.keys.map((key) => {
    const close = nearest(key);
    return `${key} is not a variable of Reprise${close === undefined ? '' : `: did you mean ${close}?`}`;
  });
};

const nearest = (key: string): string | undefined => {
  const [best] = VARIABLES.map((name) => ({ name, distance: editDistance(key, name) })).sort(
    (a, b) => a.distance - b.distance,
  );
  return best !== undefined && best.distance <= 6 ? best.name : undefined;
};

const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of a.split('').entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column++)
      next.push(
        Math.min(
          (next[column - 1] ?? 0) + 1,
          (row[column] ?? 0) + 1,
          (row[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
};

const browsable = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
