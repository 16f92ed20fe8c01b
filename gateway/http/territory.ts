import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../ports/identity.ts';
import type { Territories } from '../../ports/territory.ts';
import { territories } from '../../domain/kernel/territory-decision.ts';
import { clientAddress, type Trusts } from './client-address.ts';

/** Where a request comes from: ISO 3166-1 alpha-2; null: nobody knows. What the client itself says never counts. */
export type TerritoryOf = (request: Pick<IncomingMessage, 'socket' | 'headers'>) => string | null;

/** A caller, with where the server sees that they are. */
export function placed(caller: Caller, territory: string | null): Caller {
  return territory === null ? caller : { ...caller, territory };
}

/**
 * What the proxy before us says in a header, where there is one that we trust; else what the table says of the address; else home.
 * A proxy that names no territory (an anonymiser, "unknown") means that nobody knows.
 */
export function territoryOf(options: {
  readonly trusts: Trusts;
  readonly table: Territories | undefined;
  /** In lower case. */
  readonly header: string | undefined;
  readonly home: string | undefined;
}): TerritoryOf {
  const { trusts, table, header, home } = options;
  return (request) => {
    if (header !== undefined && trusts(request.socket.remoteAddress ?? '')) {
      const said = request.headers[header];
      if (typeof said === 'string' && said !== '')
        return territories.has(said.toUpperCase()) ? said.toUpperCase() : null;
    }
    return table?.of(clientAddress(request, trusts)) ?? home ?? null;
  };
}
