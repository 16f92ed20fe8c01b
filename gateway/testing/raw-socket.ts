import { createConnection, type Socket } from 'node:net';
import { once } from 'node:events';

/** A frame of the WebSocket protocol as a client sends it. Opcodes: 0 goes on, 1 text, 9 ping. `isLast`: no part of the message follows. */
export function clientFrame(opcode: number, payload: Buffer | string, isLast = true): Buffer {
  const body = Buffer.from(payload);
  const first = (isLast ? 0x80 : 0) | opcode;
  const head =
    body.length < 126
      ? Buffer.from([first, 0x80 | body.length])
      : Buffer.from([first, 0x80 | 126, body.length >> 8, body.length & 0xff]);
  // Masked by zeros: the payload stays as it is.
  return Buffer.concat([head, Buffer.alloc(4), body]);
}

/**
 * A connection that has spoken the WebSocket's opening and `connection_init`, and reads nothing from then on.
 * @throws Error with the answer when the gateway refuses
 */
export async function deafSocket(
  t: { after(fn: () => void): void },
  url: string,
  localAddress = '127.0.0.1',
): Promise<Socket> {
  const socket = createConnection({ port: Number(new URL(url).port), host: '127.0.0.1', localAddress });
  t.after(() => socket.destroy());
  socket.on('error', () => {});
  socket.write(
    [
      'GET /graphql HTTP/1.1',
      'Host: 127.0.0.1',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Protocol: graphql-transport-ws',
      '\r\n',
    ].join('\r\n'),
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (!answer.toString('latin1').startsWith('HTTP/1.1 101')) throw new Error(answer.toString('latin1'));
  socket.pause();
  socket.write(clientFrame(1, '{"type":"connection_init"}'));
  return socket;
}

/** Writes the same bytes again and again, as fast as they are taken, until the connection ends or the time (ms) is up. Gives back how many bytes went out. */
export async function flood(socket: Socket, bytes: Buffer, ms: number): Promise<number> {
  const before = socket.bytesWritten;
  const until = performance.now() + ms;
  while (!socket.destroyed && performance.now() < until) {
    const isTaken = socket.write(bytes);
    await new Promise((resolve) => {
      if (isTaken) return setImmediate(resolve);
      const wait = setTimeout(resolve, Math.max(1, until - performance.now()));
      const go = (): void => {
        clearTimeout(wait);
        resolve(undefined);
      };
      socket.once('drain', go).once('close', go);
    });
  }
  return socket.bytesWritten - before;
}
