// Everything for people goes to stderr: stdout belongs to the summary that scripts read.

/** One line of progress: a mark (`·` going on, `✓` done, `✗` failed) and a text. */
export const print = (mark, text, screen = process.stderr) => screen.write(`${mark} ${text}\n`);

/** The machine lacks something and the message says what to do. Not a bug: shown without a stack. */
export class SetupFailed extends Error {}
