/** Who may call: everybody, or those who know the node's password. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Metadata, UntypedServiceImplementation } from '@grpc/grpc-js';
import { unauthenticated } from '../errors.ts';
import type { CallError } from '../errors.ts';

/** What a handler needs to have for its caller to be known: the call's headers. */
interface Call {
  readonly metadata: Metadata;
  emit(event: 'error', error: CallError): boolean;
}

type Handler = (call: Call, callback?: (error: CallError) => void) => void;

/**
 * The same handlers for callers that send `password` as HTTP's Basic credentials, with any user name, as EventStoreDB takes
 * them. Others are refused before their request is read. Without a password all handlers stay as they are.
 */
export function askingFor(
  password: string | undefined,
  handlers: UntypedServiceImplementation,
): UntypedServiceImplementation {
  if (password === undefined) return handlers;
  const expected = digest(password);
  const isKnown = ({ metadata }: Call): boolean => timingSafeEqual(digest(passwordIn(metadata)), expected);
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    const serve = handler as unknown as Handler;
    const ask: Handler = (call, callback) => {
      if (isKnown(call)) serve(call, callback);
      else if (callback === undefined) call.emit('error', unauthenticated());
      else callback(unauthenticated());
    };
    // grpc-js tells unary handlers from others by the service's definition, not by their arguments.
    return [name, ask];
  });
  return Object.fromEntries(guarded) as UntypedServiceImplementation;
}

/** The password in `authorization: Basic base64(user:password)`; empty when there is none. */
function passwordIn(metadata: Metadata): string {
  const [, encoded = ''] = /^Basic ([\w+/=]+)$/.exec(String(metadata.get('authorization')[0] ?? '')) ?? [];
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}

/** Of one length whatever the text, so that they can be compared in constant time. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
