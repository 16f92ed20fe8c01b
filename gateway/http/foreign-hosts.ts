import type { IncomingMessage } from 'node:http';
import type { Logger } from '../../ports/logger.ts';
import type { IsAllowedHost } from './allowed-hosts.ts';

/** Names that are told to the operator; a flood of others must not fill the log. */
const NAMED_IN_LOG = 20;

/**
 * Why a request that names another host is not answered, or undefined for one of ours. What was asked for by a name for the
 * first time is logged, since it may be one that the operator forgot.
 */
export function refuseForeignHosts(
  isAllowed: IsAllowedHost,
  logger: Pick<Logger, 'warn'>,
): (request: IncomingMessage) => string | undefined {
  const named = new Set<string>();
  return ({ headers }) => {
    if (isAllowed(headers.host)) return undefined;
    const host = (headers.host ?? '').slice(0, 100);
    if (!named.has(host) && named.size < NAMED_IN_LOG) {
      named.add(host);
      logger.warn(
        { host },
        'requests for a host that is not known as ours are refused; if it is, name it in REPRISE_PUBLIC_URL or REPRISE_ALLOWED_HOSTS',
      );
    }
    return `Nothing is answered here for the host ${JSON.stringify(host)}. If it is a name of this server, its operator adds it to REPRISE_ALLOWED_HOSTS, or sets it as REPRISE_PUBLIC_URL.`;
  };
}
