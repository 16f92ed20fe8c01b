import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** Whether the `X-Forwarded-For` of somebody at this address is believed. */
export type Trusts = (address: string) => boolean;

const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * Reads addresses, networks (`10.1.0.0/16`) and the names that Fastify knows (`loopback`, `linklocal`, `uniquelocal`).
 * Throws for anything else, so that a mistake shows at the start.
 */
export function trustedProxies(given: readonly string[]): Trusts {
  if (given.length === 0) return () => false;
  const proxies = new BlockList();
  for (const each of given.flatMap((text) => NAMED[text] ?? [text])) {
    const [address = '', bits] = each.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    const prefix = bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits);
    if (isIP(address) === 0 || !Number.isInteger(prefix))
      throw new Error(`"${each}" is neither an address nor a network like 10.1.0.0/16 (REPRISE_TRUSTED_PROXIES).`);
    proxies.addSubnet(address, prefix, family);
  }
  return (address) => isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Where a request came from: the nearest address that is not a trusted proxy's. */
export function clientAddress(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  trusts: Trusts,
): string {
  let address = socket.remoteAddress ?? '';
  if (!trusts(address)) return address;
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  while (trusts(address)) {
    const before = forwarded.pop()?.trim() ?? '';
    if (before === '') return address;
    address = before;
  }
  return address;
}

/**
 * What is counted together as one address: an IPv4 address, or the 64 bits of an IPv6 network, of which one customer has
 * more addresses than anybody could count.
 */
export function addressGroup(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined || tail === '' ? 0 : tail.split(':').length + (tail.includes('.') ? 1 : 0);
  while (groups.length + missing < 8) groups.push('0');
  return `${[...groups, ...(tail ?? '').split(':')]
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
