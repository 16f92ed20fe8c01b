/** The environment or a file of the data directory is wrong. The message has one line per fault and says what to do. */
export class WrongConfiguration extends Error {
  override readonly name = 'WrongConfiguration';
}
