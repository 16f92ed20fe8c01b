/** What clients call the host that the node listens on. */
import { lookup } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import { StartError } from './start-error.ts';

/**
 * The name for connection strings: the address itself, but for IPv6, which the official client cannot read in one
 * (`esdb://[::1]:2113`). The machine itself has a name there; other addresses have to be given by theirs.
 * @throws StartError for an address without a name that clients can use
 */
export async function nameForClients(
  host: string,
  resolve: (name: string) => Promise<readonly { address: string }[]> = async (name) => lookup(name, { all: true }),
): Promise<string> {
  if (!isIPv6(host)) return host;
  // listening on every address, the node is reached by IPv4 too
  if (host === '::') return '127.0.0.1';
  const addresses = host === '::1' ? await resolve('localhost').catch(() => []) : [];
  if (addresses.some(({ address }) => address === host)) return 'localhost';
  throw new StartError(
    `clients cannot read the IPv6 address ${host} in a connection string: give --host a name that resolves to it (a line in /etc/hosts is enough)`,
  );
}
