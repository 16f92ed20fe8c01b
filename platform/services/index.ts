/** Local services: real programs, run as child processes, with their data under one directory. */
export { explainSignal } from './explain.ts';
export { EVENTSTORE_PROGRAM, startEventStore } from './eventstore.ts';
export { startNats } from './nats.ts';
export { startPayments } from './payments.ts';
export { startPostgres } from './postgres.ts';
export { startRedis } from './redis.ts';
export { MissingProgram, ServiceFailed } from './service.ts';
export type { Service, ServiceExit, ServiceName, ServiceOptions } from './service.ts';
