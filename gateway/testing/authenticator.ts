import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();
const b64 = (data: string | Uint8Array): string => Buffer.from(data).toString('base64url');

/** CBOR (RFC 8949) of what WebAuthn needs: small integers, bytes, text and maps. */
function cbor(value: number | string | Uint8Array | ReadonlyMap<number | string, unknown>): Buffer {
  const head = (major: number, length: number): Buffer => {
    if (length < 24) return Buffer.from([(major << 5) | length]);
    return length < 256
      ? Buffer.from([(major << 5) | 24, length])
      : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  };
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([
    head(5, value.size),
    ...[...value].flatMap(([key, each]) => [cbor(key), cbor(each as Parameters<typeof cbor>[0])]),
  ]);
}

/** How one answer differs from a right one. */
export interface Twist {
  readonly origin?: string;
  readonly rpId?: string;
  readonly counter?: number;
  /** Whether it asked its owner who they are. */
  readonly verified?: boolean;
  readonly challenge?: string;
  readonly userHandle?: string;
}

/** An authenticator of software with one ES256 key, and no attestation. */
export function softwareAuthenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  let user = '';
  const clientData = (type: string, challenge: string, twist: Twist): Buffer =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: twist.challenge ?? challenge,
        origin: twist.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const authData = (twist: Twist, flags: number, more: Uint8Array = Buffer.alloc(0)): Buffer => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(twist.counter ?? 0);
    const uv = twist.verified === false ? 0 : 4;
    return Buffer.concat([
      sha256(twist.rpId ?? new URL(origin).hostname),
      Buffer.from([1 | uv | flags]),
      counter,
      more,
    ]);
  };
  return {
    /** What `navigator.credentials.create` answers to these options, as JSON. */
    make(options: string, twist: Twist = {}): string {
      const asked = JSON.parse(options) as { challenge: string; user: { id: string } };
      user = asked.user.id;
      const key = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, 'base64url')],
          [-3, Buffer.from(y, 'base64url')],
        ]),
      );
      const made = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const attestation = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData(twist, 0x40, made)],
        ]),
      );
      const clientDataJSON = b64(clientData('webauthn.create', asked.challenge, twist));
      const response = { clientDataJSON, attestationObject: b64(attestation), transports: ['internal'] };
      return JSON.stringify({ id: b64(id), rawId: b64(id), type: 'public-key', response, clientExtensionResults: {} });
    },
    /** What `navigator.credentials.get` answers to these options, as JSON. */
    use(options: string, twist: Twist = {}): string {
      const { challenge } = JSON.parse(options) as { challenge: string };
      const client = clientData('webauthn.get', challenge, twist);
      const data = authData(twist, 0);
      const response = {
        clientDataJSON: b64(client),
        authenticatorData: b64(data),
        signature: b64(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
        userHandle: twist.userHandle ?? user,
      };
      return JSON.stringify({ id: b64(id), rawId: b64(id), type: 'public-key', response, clientExtensionResults: {} });
    },
  };
}
