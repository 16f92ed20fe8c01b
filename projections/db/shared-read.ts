/**
 * Lets readers who ask the same question at the same time share one answer, without ever giving anybody an answer that is
 * older than their question: whoever comes while a read is under way waits for the next one, which starts after they came.
 * So n simultaneous askers cost two reads instead of n, and read-your-writes still holds.
 */
export function createSharedReads(): <T>(question: string, read: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<unknown>>();
  const next = new Map<string, Promise<unknown>>();

  const begin = <T>(question: string, read: () => Promise<T>): Promise<T> => {
    const answer = read();
    underWay.set(question, answer);
    const over = (): void => {
      if (underWay.get(question) === answer) underWay.delete(question);
    };
    answer.then(over, over);
    return answer;
  };

  return <T>(question: string, read: () => Promise<T>): Promise<T> => {
    const running = underWay.get(question);
    if (running === undefined) return begin(question, read);
    const waiting = next.get(question) as Promise<T> | undefined;
    if (waiting !== undefined) return waiting;
    const start = (): Promise<T> => {
      next.delete(question);
      return begin(question, read);
    };
    const answer = running.then(start, start);
    next.set(question, answer);
    return answer;
  };
}
