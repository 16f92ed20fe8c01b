/**
 * A clock that tests move, for a process of their own alone: whoever imports this first sees `Date` so much later from then on. Nothing
 * of the platform imports it. Timers of Node, which count what has passed, go on as before.
 */
const machine = Date;
let offsetMs = 0;
const now = (): number => machine.now() + offsetMs;

/** `new Date()` and `Date.now()` differ from the machine's clock by so much, ms; earlier dates stay what they are. */
export const shiftClock = (ms: number): void => {
  offsetMs = ms;
};

globalThis.Date = new Proxy(machine, {
  apply: () => new machine(now()).toString(),
  construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made) as Date,
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});
