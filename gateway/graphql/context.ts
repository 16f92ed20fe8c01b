import type { Caller, NewCookie } from '../../ports/identity.ts';
import type { GatewayPorts } from '../ports.ts';
import type { Changes } from './changes.ts';
import type { Load } from './loader.ts';

/** What a resolver knows besides its arguments. */
export interface RequestContext {
  readonly caller: Caller;
  readonly correlationId: string;
  /** W3C Trace Context of the request. */
  readonly traceparent: string;
  readonly ports: GatewayPorts;
  readonly load: Load;
  readonly changes: Changes;
  /** Every read model that some field of the schema reads. */
  readonly readModels: readonly string[];
  /** Tells the caller whether the read models had seen what they asked for (header `x-reprise-satisfied`). */
  readonly reportSatisfied: (satisfied: boolean) => void;
  /** Lets the caller's browser keep a cookie, or forget it. Does nothing where no header can be sent any more. */
  readonly setCookie: (cookie: NewCookie) => void;
  /** Whose attempts are counted together: the caller's network address, or its group. */
  readonly address: string;
  /** The header `User-Agent`, empty where there is none. */
  readonly userAgent: string;
  /** Whether what is asked stands in the URL (`GET`), and so in logs on the way. */
  readonly isInUrl: boolean;
}

/** What the contexts of all operations have in common. */
export interface ContextParts extends Pick<RequestContext, 'ports' | 'changes' | 'readModels'> {
  readonly loaders: (ports: GatewayPorts, caller: Caller) => Load;
}

/** Makes the context of one operation (or of one subscription). */
export const createContext = (
  { ports, changes, readModels, loaders }: ContextParts,
  {
    caller,
    correlationId,
    traceparent,
    reportSatisfied,
    setCookie,
    address,
    userAgent,
    isInUrl,
  }: Omit<RequestContext, keyof ContextParts | 'load'>,
): RequestContext => ({
  caller,
  correlationId,
  traceparent,
  ports,
  changes,
  readModels,
  load: loaders(ports, caller),
  reportSatisfied,
  setCookie,
  address,
  userAgent,
  isInUrl,
});

/** What callers have in common who get the same answers: their kind, what limits which films they see, and where they are. */
export const groupOf = ({ kind, audience, territory = '' }: Pick<Caller, 'kind' | 'audience' | 'territory'>): string =>
  audience === undefined
    ? `${kind}@${territory}`
    : `${kind}/${audience.maturityCap}${audience.kids ? '/kids' : ''}@${territory}`;

/** Whether the caller works here: staff see titles in every state. */
export const isStaff = (context: RequestContext): boolean => context.caller.kind === 'staff';
