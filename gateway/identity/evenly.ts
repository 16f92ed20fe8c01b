/** Longer than what differs between two answers, shorter than people notice, ms. */
const STEP_MS = 250;

/**
 * Answers at the end of a step of time, so that how long it took does not tell which way it went: whether an address has an account is
 * nobody's business. Work that takes longer ends with a later step.
 * @param tellsAll answers that hide nothing are given at once
 */
export async function evenly<T>(work: () => Promise<T>, tellsAll: (answer: T) => boolean = () => false): Promise<T> {
  const started = performance.now();
  const answer = await work();
  if (tellsAll(answer)) return answer;
  const spent = performance.now() - started;
  await new Promise((resolve) => setTimeout(resolve, Math.ceil(spent / STEP_MS) * STEP_MS - spent));
  return answer;
}
