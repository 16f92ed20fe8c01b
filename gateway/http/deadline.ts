/** Something did not answer in time. What it does later is nobody's business any more. */
export class TooLate extends Error {
  override name = 'TooLate';
}

/** Waits for `work`, but at most `ms` milliseconds. The work itself is not stopped: it must be harmless when it ends later. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
