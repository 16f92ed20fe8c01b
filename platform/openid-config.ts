import { z } from 'zod';
import type { OpenIdProvider } from '../ports/openid.ts';
import { isLoopback } from './loopback.ts';

/** Only over TLS, but on this machine: whoever reads along could be anybody at the provider. */
const issuer = z.string().refine(
  (text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, search, hash, username } = new URL(text);
    const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
    return isSafe && search === '' && hash === '' && username === '';
  },
  { error: 'is no https:// address (http:// is taken for this machine alone)' },
);

const Provider = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'is not up to 40 of a-z, 0-9 and -, beginning with a letter' }),
  name: z.string().trim().min(1, { error: 'is empty' }).max(60, { error: 'is longer than 60 characters' }),
  issuer,
  clientId: z.string().min(1, { error: 'is empty' }),
  clientSecret: z.string().min(1, { error: 'is empty' }),
});

/** `REPRISE_OPENID`: a JSON list of providers. What is wrong is said by place, and no secret is shown. */
export const openIdProviders = z.string().transform((text, context): readonly OpenIdProvider[] => {
  const wrong = (message: string): never => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return wrong('is no JSON: it begins with [{ "id": "google", "name": "Google", "issuer": "https://…"');
  }
  const read = z.array(Provider).max(20).safeParse(given);
  if (!read.success)
    return wrong(
      read.error.issues
        .map(({ path, message }) => (path.length === 0 ? message : `[${path.map(String).join('.')}] ${message}`))
        .join('; '),
    );
  const ids = read.data.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined ? read.data : wrong(`has two providers with the id "${twice}"`);
});
