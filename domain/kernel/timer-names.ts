/** The names of the timers that an instance of a process has set: what a process remembers that cancels them. */
export type TimerNames = ReadonlySet<string>;

export const withTimer = (names: TimerNames, name: string): TimerNames => new Set([...names, name]);

/** Without one that was cancelled or fired; one that is not there is no error. */
export const withoutTimer = (names: TimerNames, name: string): TimerNames =>
  new Set([...names].filter((one) => one !== name));
