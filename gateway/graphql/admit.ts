import type { DocumentNode } from 'graphql';
import type { Caller } from '../../ports/identity.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { publicError } from './errors.ts';
import { asksForSchema } from './limits.ts';
import { createPlans, type OperationPlan } from './operation-plan.ts';
import { createCosts } from './remembered-cost.ts';
import type { ExecutableSchema } from './schema.ts';

/** The longest that a read waits for its token, ms. */
export const CONSISTENCY_WAIT_MS = 2000;

/** A valid document and who wants it executed. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  /** Where the caller's points are counted. */
  readonly address: string;
}

/** Characters of a new document that cost a point: reading the largest one takes about 25 ms. */
const CHARACTERS_A_POINT = 256;

/** What a key of nobody costs its address: a hundred or so in a minute. */
const WRONG_KEY_POINTS = 1000;

/** Plans an operation, and decides whether it may run. */
export interface Admission {
  /** Charges for reading a document that was not seen before, valid or not. Throws `RATE_LIMITED` when it is too much. */
  chargeReading(source: string, caller: Caller, address: string): void;
  /** Throws `BAD_REQUEST` when the document has no such operation. */
  plan(document: DocumentNode, operationName: string | null | undefined): OperationPlan;
  /** Throws the error that the caller gets when the operation is too much, unpaid, or asks for what the caller may not see. */
  check(asked: AskedOperation, plan: OperationPlan): void;
}

/** Whoever sees as a viewer does is signed in as themselves. */
const hasAccount = ({ account, seeAs }: Caller): boolean => account !== undefined || seeAs !== undefined;

/** The same checks over HTTP and over sockets: the cost, the budget of the address, `@allow` of every field. */
export function createAdmission(options: {
  readonly executable: ExecutableSchema;
  readonly rateLimit: RateLimit;
  /**
   * Points that viewers at one address may spend in a minute, and each program, wherever it runs. People who work here do not pay.
   */
  readonly pointsPerMinute: number;
  /** Whether viewers may ask for the schema. */
  readonly introspection: boolean;
  /** Whether viewers need an account. */
  readonly accounts: 'optional' | 'required';
}): Admission {
  const costOf = createCosts(options.executable.schema);
  const charge = (caller: Caller, address: string, points: number): void => {
    if (caller.kind === 'staff' && caller.program === undefined) return;
    const payer = caller.program === undefined ? `gql:${address}` : `program:${caller.program.serviceId}`;
    const cost = caller.hasWrongKey === true ? points + WRONG_KEY_POINTS : points;
    const { allowed, retryAfterMs } = options.rateLimit.spend(payer, cost, options.pointsPerMinute);
    if (!allowed)
      throw publicError('RATE_LIMITED', `That is too much at once. Go on in ${Math.ceil(retryAfterMs / 1000)} s.`, {
        retryAfterMs,
      });
  };
  return {
    chargeReading: (source, caller, address) => charge(caller, address, Math.ceil(source.length / CHARACTERS_A_POINT)),
    plan: createPlans(options.executable),
    check({ document, operationName, variables, caller, address }, plan) {
      const isStaff = caller.kind === 'staff' || caller.program !== undefined;
      if (!options.introspection && !isStaff && asksForSchema(document))
        throw publicError('FORBIDDEN', 'Only operators may ask for the schema.');
      charge(caller, address, costOf(document, operationName, variables));
      if (options.accounts === 'required' && !isStaff && !hasAccount(caller) && plan.needsAccount)
        throw publicError('UNAUTHENTICATED', 'Films are shown to whoever is signed in. Sign in, or make an account.');
      const refused = plan.refusedFor(caller);
      if (refused !== undefined) throw publicError('FORBIDDEN', refused.message);
    },
  };
}
