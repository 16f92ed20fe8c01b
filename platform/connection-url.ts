/** What the variables that name a service may hold. */
import { z } from 'zod';
import { credentialsOf } from '../runtime/url-credentials.ts';

const CREDENTIALS = String.raw`([^\s/?#@,]*@)?`;
const HOST = String.raw`${CREDENTIALS}([^\s/?#@,:[\]]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?`;
const NATS_HOST = String.raw`${CREDENTIALS}([\w.-]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?`;

/** Unless it is encoded, a character of a password may be taken for its end, a host or a path. Nothing of it is repeated. */
const UNREADABLE = 'has a user or password that cannot be read: percent-encode the user and password in it';

/** A connection string: of a cluster it names several hosts, which no plain URL may. */
export const connectionUrl = (...schemes: string[]): z.ZodType<string | undefined> =>
  checked(
    new RegExp(`^(${schemes.join('|')})://`),
    new RegExp(`^${HOST}(,${HOST})*([/?#]\\S*)?$`),
    `is not a URL that starts with ${schemes.map((each) => `${each.replaceAll('\\', '')}://`).join(' or ')}`,
  );

/** Servers of a cluster with commas between them, of which the first must have a scheme; the path is one plain word. */
export const natsUrl = (): z.ZodType<string | undefined> =>
  checked(
    /^(nats|tls):\/\//,
    new RegExp(`^${NATS_HOST}(,((nats|tls)://)?${NATS_HOST})*(/[\\w-]*)?$`),
    'is not a URL that starts with nats:// or tls://, nor a list of hosts such as nats://a:4222,b:4222/path',
  );

function checked(scheme: RegExp, rest: RegExp, wrongForm: string): z.ZodType<string | undefined> {
  const problemOf = (text: string): string | undefined => {
    if (!scheme.test(text)) return wrongForm;
    if (rest.test(text.replace(scheme, ''))) return isReadable(text) ? undefined : UNREADABLE;
    return text.includes('@') ? UNREADABLE : wrongForm;
  };
  return z
    .string()
    .superRefine((text, context) => {
      const message = problemOf(text);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    })
    .optional();
}

function isReadable(text: string): boolean {
  try {
    for (const host of text.split(',')) credentialsOf(host, 'it');
    return true;
  } catch {
    return false;
  }
}
