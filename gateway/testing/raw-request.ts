import { createConnection } from 'node:net';

/** Sends lines of a request's head and nothing else; gives back everything that comes until the connection ends. */
export function rawRequest(url: string, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
    socket.write([...lines, 'Connection: close', '\r\n'].join('\r\n'));
  });
}
