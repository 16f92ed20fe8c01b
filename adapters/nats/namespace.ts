import { credentialsOf, withoutCredentials } from '../../runtime/url-credentials.ts';

/**
 * The names of one installation's subjects and streams, so that several may share a server as several databases share a
 * PostgreSQL. The path of the server's URL says which: `nats://host:4222/blue`. No path: the names as they are.
 */
export interface Namespace {
  /** The URL's servers, each with its scheme, without path, user and password: where a client connects to. */
  readonly servers: readonly string[];
  /** The user and password, or the token, that stand before its first host; the client leaves those of a URL out. */
  readonly credentials: { readonly user: string; readonly pass: string } | { readonly token: string } | object;
  /** The subject (or pattern of subjects) on the server. */
  subject(name: string): string;
  /** The other way round. */
  local(subject: string): string;
  stream(name: string): string;
}

const credentialsIn = (url: string): Namespace['credentials'] => {
  const found = credentialsOf(url, 'REPRISE_NATS_URL');
  if (found === undefined) return {};
  return found.password === undefined ? { token: found.user } : { user: found.user, pass: found.password };
};

const withScheme = (host: string, scheme: string): string => (host.includes('://') ? host : `${scheme}${host}`);

/** @throws when the path is not one word of letters, digits, `-` and `_`, or user and password are not percent-encoded */
export const namespaceOf = (url: string): Namespace => {
  const hosts = url.split(',');
  const [, last = '', path = ''] = /^((?:[a-z]+:\/\/)?[^/]*)\/?(.*)$/.exec(hosts.at(-1) ?? '') ?? [];
  if (!/^[\w-]*$/.test(path))
    throw new Error(`The path of a NATS URL names its subjects and streams: "${path}" is not one plain word.`);
  const prefix = path === '' ? '' : `${path}.`;
  const scheme = /^[a-z]+:\/\//.exec(url)?.[0] ?? '';
  return {
    servers: [...hosts.slice(0, -1), last].map((host) => withScheme(withoutCredentials(host), scheme)),
    credentials: credentialsIn(url),
    subject: (name) => `${prefix}${name}`,
    local: (subject) => (subject.startsWith(prefix) ? subject.slice(prefix.length) : subject),
    stream: (name) => (path === '' ? name : `${path}-${name}`),
  };
};
