/** The command line of the node. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { StartError } from './start-error.ts';

/** Printed by `--help`. */
export const USAGE = `The embedded event-store node: EventStoreDB's gRPC protocol for one machine.

  npm run -s eventstore -- --data DIR --insecure [--port 2113] [--host 127.0.0.1] [--password-file FILE]
  npm run -s eventstore -- verify DIR [--seal]

  --data DIR    where the log lies; made if it does not exist, one node at a time
  --port PORT   port to listen on (2113); 0 picks a free one
  --host HOST   address to listen on (127.0.0.1); of IPv6 ::1 or ::, or a name that resolves to the address
  --insecure    no TLS and no users: whoever reaches the port may read and write everything
  --password-file FILE
                ask every caller for the password on the first line of FILE (with any user name); needs no --insecure
  --help        this text

verify reads everything in a log that no node has open and lists what is damaged; its exit code is 1 if anything is.
With --seal, what was written before there were checksums gets them.

Prints one line "READY esdb://HOST:PORT?tls=false" when it serves. SIGTERM and SIGINT stop it.
Exit codes: 0 stopped, 1 a crash, 2 something to put right (the line on stderr says what).
`;

/** The checked command line. */
export type Arguments =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'serve';
      readonly host: string;
      readonly port: number;
      readonly data: string;
      readonly password: string | undefined;
    }
  | { readonly kind: 'verify'; readonly directory: string; readonly seal: boolean };

/** Reads the arguments behind the script's name; throws a `StartError` for bad ones. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  if (values.help === true) return { kind: 'help' };
  const [command, directory, ...more] = positionals;
  if (command === 'verify') {
    if (directory === undefined || more.length > 0) throw new StartError('verify takes one directory (see --help)');
    return { kind: 'verify', directory, seal: values.seal === true };
  }
  if (command !== undefined) throw new StartError(`there is no command "${command}" (see --help)`);
  if (values.data === undefined || values.data === '')
    throw new StartError('no data directory given: add --data DIR (see --help)');
  const file = values['password-file'];
  if (values.insecure !== true && file === undefined) {
    throw new StartError(
      'this node has no TLS and no users yet: add --insecure to agree that whoever reaches its port may read and write everything, or --password-file FILE to ask for a password',
    );
  }
  const text = values.port ?? '2113';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new StartError(`--port ${text} is not a port: give a number from 0 to 65535 (0 picks a free one)`);
  return {
    kind: 'serve',
    host: (values.host ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1'),
    port,
    data: values.data,
    password: file === undefined ? undefined : passwordIn(file),
  };
}

/** The first line of a file: on a command line every user of the machine would see it. */
function passwordIn(file: string): string {
  let line: string | undefined;
  try {
    [line = ''] = readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    throw new StartError(
      `cannot read ${file} (${error instanceof Error ? error.message : String(error)}): give another --password-file`,
    );
  }
  if (line.trim().length < 16)
    throw new StartError(
      `the first line of ${file} is no password of at least 16 characters: give another --password-file`,
    );
  return line.trim();
}

interface Values {
  readonly data?: string | undefined;
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly insecure?: boolean | undefined;
  readonly 'password-file'?: string | undefined;
  readonly seal?: boolean | undefined;
  readonly help?: boolean | undefined;
}

function parse(argv: readonly string[]): { values: Values; positionals: readonly string[] } {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        insecure: { type: 'boolean' },
        'password-file': { type: 'string' },
        seal: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new StartError(`${line} (see --help)`);
  }
}
