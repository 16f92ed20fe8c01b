/** Lines for people. They go to stderr, so that stdout carries results alone. */
export const tell = (mark: '·' | '✓' | '✗' | '!' | ' ', text: string): void => {
  process.stderr.write(`${mark} ${text}\n`);
};

/** A reason to stop that a person can do something about: shown as one line, without a stack. */
export class PlainError extends Error {}

/** What to show of an error: a sentence when it was meant for people, otherwise everything. */
export const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const forPeople = error instanceof PlainError || ['MissingProgram', 'ServiceFailed', 'WrongConfiguration', 'LogUnavailable'].includes(error.name);
  return forPeople || error.message.endsWith('.') ? error.message : (error.stack ?? error.message);
};
