import { perGateway } from '../per-gateway.ts';

/** Instants from which on what was answered before is not so any more, without an event that says so. */
export interface AnswerEpoch {
  /** An answer holds until then, ms since the Unix epoch. */
  note(until: number): void;
  /** How often such an instant came: answers of an earlier number are not given again. */
  at(now: number): number;
}

/** The one count of a gateway. The next instant alone is kept: when it comes every answer is made again and says the others. */
export const answerEpoch = perGateway((): AnswerEpoch => {
  let [count, next] = [0, Infinity];
  return {
    note(until) {
      if (until < next) next = until;
    },
    at(now) {
      if (now >= next) [count, next] = [count + 1, Infinity];
      return count;
    },
  };
});
