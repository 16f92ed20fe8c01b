import { join, resolve } from 'node:path';
import { keptSecret } from '../secrets.ts';

/** The user as which everybody of an installation comes to its local services. */
export const USER = 'reprise';

/** The kinds of local service that Reprise can start for itself. */
export type ServiceName = 'eventstore' | 'postgres' | 'nats' | 'redis' | 'payments';

/** A running local service. It answered at `url` before anybody received this value. */
export type Service = {
  readonly name: ServiceName;
  /** What a client of the service connects to. */
  readonly url: string;
  readonly pid: number;
  /** The program's own version, for example `15.13`. */
  readonly version: string;
  /** Fulfilled when the process has ended, whether it was asked to or not. Never rejects. */
  readonly exited: Promise<ServiceExit>;
  /** Graceful first, SIGKILL after a while. Calling it twice is harmless. */
  stop(): Promise<void>;
};

/** How a service's process ended; `asked` is true when `stop()` ended it. */
export type ServiceExit = { readonly code: number | null; readonly signal: string | null; readonly asked: boolean };

/** What every `start…` function takes. */
export type ServiceOptions = {
  /** Directory that holds the data, logs and pid files of all local services. Made if absent. */
  readonly dataDir: string;
  /** Where the services' passwords are kept; made at the first start. Default: `secrets` below `dataDir`. */
  readonly secretsDir?: string;
  /** 0 or absent: any free port of 127.0.0.1. */
  readonly port?: number;
  /** Further arguments of the service's program, after our own. */
  readonly args?: readonly string[];
  /** Receives one line for a person now and then. Silent by default. */
  readonly log?: (line: string) => void;
};

/** The password of a local service, in `{secretsDir}/{name}-password`. Made once, for this installation alone. */
export const passwordOf = (name: ServiceName, options: ServiceOptions): string =>
  keptSecret(secretsOf(options), passwordFile(name));

/** Where it is kept. */
export const passwordPath = (name: ServiceName, options: ServiceOptions): string =>
  join(secretsOf(options), passwordFile(name));

/** A service's address with the user and password that it asks for. */
export const withCredentials = (url: string, password: string, user = USER): string =>
  url.replace('://', `://${user}:${encodeURIComponent(password)}@`);

const secretsOf = ({ dataDir, secretsDir }: ServiceOptions): string => resolve(secretsDir ?? join(dataDir, 'secrets'));
const passwordFile = (name: ServiceName): string => `${name}-password`;

/** A program that a local service needs is not on this machine. */
export class MissingProgram extends Error {
  override readonly name = 'MissingProgram';
  readonly program: string;
  readonly debianPackage: string;
  constructor(program: string, debianPackage: string, instead: string) {
    super(
      `The program "${program}" is not installed. Install it (Debian, Ubuntu: apt-get install ${debianPackage}), or ${instead}.`,
    );
    this.program = program;
    this.debianPackage = debianPackage;
  }
}

/** A local service could not be started. The message says what to do about it. */
export class ServiceFailed extends Error {
  override readonly name = 'ServiceFailed';
  readonly service: ServiceName;
  constructor(service: ServiceName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.service = service;
  }
}
