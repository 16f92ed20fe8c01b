/**
 * The names of one installation's subjects and streams, so that several may share a server as several databases share a
 * PostgreSQL. The path of the server's URL says which: `nats://host:4222/blue`. No path: the names as they are.
 */
export interface Namespace {
  /** The URL without its path: what a client connects to. */
  readonly servers: string;
  /** The subject (or pattern of subjects) on the server. */
  subject(name: string): string;
  /** The other way round. */
  local(subject: string): string;
  stream(name: string): string;
}

/** @throws when the path is not one word of letters, digits, `-` and `_` */
export const namespaceOf = (url: string): Namespace => {
  const hosts = url.split(',');
  const [, last = '', path = ''] = /^((?:[a-z]+:\/\/)?[^/]*)\/?(.*)$/.exec(hosts.at(-1) ?? '') ?? [];
  if (!/^[\w-]*$/.test(path))
    throw new Error(`The path of a NATS URL names its subjects and streams: "${path}" is not one plain word.`);
  const prefix = path === '' ? '' : `${path}.`;
  return {
    servers: [...hosts.slice(0, -1), last].join(','),
    subject: (name) => `${prefix}${name}`,
    local: (subject) => (subject.startsWith(prefix) ? subject.slice(prefix.length) : subject),
    stream: (name) => (path === '' ? name : `${path}-${name}`),
  };
};
