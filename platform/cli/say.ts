/** What a command cannot do as it was called; the message says what to do instead. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}

/** Everything for people goes to stderr: stdout belongs to what scripts read. `·` going on, `✓` done, `✗` failed. */
export const say = (mark: '·' | '✓' | '✗' | ' ', text: string): void => void process.stderr.write(`${mark} ${text}\n`);

export const sayError = (text: string): void => {
  for (const [index, line] of text.trimEnd().split('\n').entries()) say(index === 0 ? '✗' : ' ', line);
};

/** Says what begins, runs it, says how long it took. */
export async function step<T>(doing: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  say('✓', `${doing} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return result;
}
