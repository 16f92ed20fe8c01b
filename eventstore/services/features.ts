/** `ServerFeatures`: clients decide by this list what they call, so it names what is served and nothing else. */
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { serverFeatures } from '../wire/proto.ts';

/** Version that the node reports: the server release whose behaviour it follows. */
export const SERVER_VERSION = '24.10.0';

const STREAMS = 'event_store.client.streams.streams';
const METHODS: readonly (readonly [service: string, method: string, features: readonly string[]])[] = [
  [STREAMS, 'read', ['position', 'events']],
  [STREAMS, 'append', []],
  [STREAMS, 'delete', []],
  [STREAMS, 'tombstone', []],
  [STREAMS, 'batchappend', ['deadline_duration']],
  ['event_store.client.gossip.gossip', 'read', []],
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods', []],
];

/** The answer to GetSupportedMethods. */
export function supportedMethods(): SupportedMethods {
  const answer = new serverFeatures.SupportedMethods();
  answer.setEventStoreServerVersion(SERVER_VERSION);
  for (const [service, name, features] of METHODS) {
    const method = new serverFeatures.SupportedMethod();
    method.setServiceName(service);
    method.setMethodName(name);
    method.setFeaturesList([...features]);
    answer.addMethods(method);
  }
  return answer;
}
