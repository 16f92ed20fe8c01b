/** A command could not do what it was called for; the message says what to do. Shown without a stack. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** Everything for people goes to stderr: stdout belongs to what scripts read. `·` going on, `✓` done, `✗` failed. */
export const print = (mark: '·' | '✓' | '✗' | ' ', text: string): void =>
  void process.stderr.write(`${mark} ${text}\n`);

export const printError = (text: string): void => {
  for (const [index, line] of text.trimEnd().split('\n').entries()) print(index === 0 ? '✗' : ' ', line);
};

/** Says what begins, runs it, says how long it took. */
export async function step<T>(doing: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  print('✓', `${doing} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return result;
}
