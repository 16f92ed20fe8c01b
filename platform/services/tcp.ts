import { connect, createServer } from 'node:net';

/** A TCP port of 127.0.0.1 that nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

/** Whether somebody already listens on this port of 127.0.0.1. */
export const isPortBusy = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(true));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)));
  });

/**
 * Says `greeting` (if any) to a server and gives back the first line that it answers, without the line end.
 * Undefined when nobody answers within `timeoutMs`.
 */
export const firstLine = (
  host: string,
  port: number,
  greeting?: string,
  timeoutMs = 1000,
): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    let heard = '';
    const finish = (line: string | undefined): void => {
      socket.destroy();
      resolve(line);
    };
    socket.setTimeout(timeoutMs, () => finish(undefined));
    socket.on('error', () => finish(undefined));
    socket.on('close', () => finish(undefined));
    socket.on('connect', () => {
      if (greeting !== undefined) socket.write(greeting);
    });
    socket.on('data', (chunk) => {
      heard += chunk.toString('utf8');
      const end = heard.indexOf('\r\n');
      if (end >= 0) finish(heard.slice(0, end));
      else if (heard.length > 65_536) finish(undefined);
    });
  });
