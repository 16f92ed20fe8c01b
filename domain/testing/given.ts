import type { Recording } from '../../schemas/kernel/decode.ts';
import type { Decider, Decision, Message, Rejection } from '../kernel/decider.ts';

/** An instant for tests: every command that is given none happens then. */
export const testInstant = '2026-01-02T03:04:05.000Z';

/** Where an event of a test stands in the log: the first at 0, each of a command of its own. */
export const testRecording = (at: number): Recording => {
  const id = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
  return {
    id,
    stream: 'test',
    revision: BigInt(at),
    position: BigInt(at),
    recordedAt: new Date(testInstant),
    metadata: {
      $correlationId: id,
      $causationId: id,
      commandId: id,
      actor: { kind: 'system', id: 'test' },
      occurredAt: testInstant,
      schema: 'test/1',
    },
  };
};

/** What came of a command; each method throws when it was something else. */
interface Verdict<E> {
  /** Exactly these events, in this order; none at all for a no-op. */
  thenEvents(...expected: readonly E[]): void;
  thenRefused(code: string): void;
  readonly decision: Decision<E, Rejection>;
}

/**
 * A sentence about a decider: `given(decider, …history).when(command).thenEvents(…events)`.
 * `at` may be left out of the command.
 */
export function given<S, C extends Message & { readonly at: string }, E extends Message, R extends Rejection>(
  decider: Decider<S, C, E, R>,
  ...history: readonly E[]
) {
  const state = history.reduce<S>(
    (before, event, at) => decider.evolve(before, event, testRecording(at)),
    decider.initial,
  );
  return {
    state,
    when(command: C extends unknown ? Omit<C, 'at'> & { readonly at?: string } : never): Verdict<E> {
      const decision = decider.decide({ at: testInstant, ...command } as unknown as C, state);
      return {
        decision,
        thenEvents: (...expected) => {
          if (decision.kind === 'rejected')
            throw new Error(`refused: ${decision.rejection.code} (${decision.rejection.message})`);
          expectSame(decision.events, expected);
        },
        thenRefused: (code) => {
          if (decision.kind === 'accepted') throw new Error(`not refused, but: ${text(decision.events)}`);
          expectSame(decision.rejection.code, code);
        },
      };
    },
  };
}

/** Throws unless both are the same as JSON, whatever the order of their keys. */
export function expectSame(actual: unknown, expected: unknown): void {
  if (text(actual) !== text(expected)) throw new Error(`expected ${text(expected)}\nbut got  ${text(actual)}`);
}

const text = (value: unknown): string => JSON.stringify(value, sortKeys, 1) ?? 'undefined';

const sortKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
