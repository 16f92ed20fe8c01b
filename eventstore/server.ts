/** Starts and stops one node: opens the log, serves it, and ends its calls in the right order. */
import {
  Server,
  ServerCredentials,
  logVerbosity,
  setLogVerbosity,
  type ServerUnaryCall,
  type sendUnaryData,
} from '@grpc/grpc-js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { notReady, shuttingDown } from './errors.ts';
import { checkLogFile } from './integrity/start-check.ts';
import type { Node } from './node.ts';
import { supportedMethods } from './services/features.ts';
import { nameForClients } from './host-name.ts';
import { clusterInfo } from './services/gossip.ts';
import { allowResets } from './services/resets.ts';
import { makeOpenCalls } from './services/open-calls.ts';
import { askingFor } from './services/password.ts';
import { streamsDefinition, streamsHandlers } from './services/streams.ts';
import { StartError } from './start-error.ts';
import { writeBootRecords } from './storage/boot.ts';
import { makeCommitter } from './storage/commit.ts';
import { makeDirectory } from './storage/directory.ts';
import { lockDirectory } from './storage/lock.ts';
import { openStore } from './storage/store.ts';
import { MAX_APPEND_SIZE } from './streams/size.ts';
import { makeWriter } from './streams/writer.ts';
import { gossipGrpc, serverFeaturesGrpc } from './wire/proto.ts';

/** What a node needs to know. */
export interface NodeOptions {
  /** Address to bind. */
  readonly host: string;
  /** Port to bind; 0 picks a free one. */
  readonly port: number;
  /** Data directory; made if it does not exist. */
  readonly data: string;
  /** What callers must send; undefined: everybody may call. */
  readonly password: string | undefined;
  /** The disk refused a write: the node cannot go on and the process has to end. */
  readonly failed: (error: unknown) => void;
}

/** A node that serves. */
export interface RunningNode {
  /** What clients connect to. */
  readonly url: string;
  /** Finishes writes, ends all calls and closes the log. */
  stop(): Promise<void>;
}

/** Time that clients get to read their last message, ms. */
const GOODBYE = 100;
/** The client sends batches of up to 3 MiB and one event more. */
const MAX_MESSAGE = 20 * 1024 * 1024;

/** Opens the log in `options.data` and serves it. Throws a `StartError` for what the user can put right. */
export async function startNode(options: NodeOptions): Promise<RunningNode> {
  // what goes wrong comes back as an error and is told once, by us
  setLogVerbosity(logVerbosity.NONE);
  const host = await nameForClients(options.host);
  makeDirectory(options.data);
  const unlock = lockDirectory(options.data);
  try {
    checkLogFile(options.data);
    const store = openStore(options.data);
    const end = store.end();
    const committer = makeCommitter(store, end.newestPosition, options.failed);
    const writer = makeWriter(store, committer, end);
    if (end.newestPosition === -1) await writeBootRecords(writer);
    const node: Node = { store, committer, writer, calls: makeOpenCalls(), maxAppendSize: MAX_APPEND_SIZE };
    const server = makeServer(node, options, host, () => port);
    const port = await bind(server, options);
    return {
      url: `esdb://${host}:${port}?tls=false`,
      async stop() {
        await writer.idle();
        node.calls.endAll(shuttingDown(), notReady());
        const closed = new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
        await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, GOODBYE))]);
        server.forceShutdown();
        await writer.idle();
        await store.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function makeServer(node: Node, { host: bound, password }: NodeOptions, name: string, port: () => number): Server {
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE,
    'grpc.max_send_message_length': -1,
  });
  allowResets(server);
  server.addService(streamsDefinition, askingFor(password, streamsHandlers(node)));
  // What follows says which node this is and what it can do, and clients ask for it before they have introduced themselves.
  server.addService(serverFeaturesGrpc.ServerFeaturesService, {
    getSupportedMethods: (
      _call: ServerUnaryCall<unknown, SupportedMethods>,
      callback: sendUnaryData<SupportedMethods>,
    ) => callback(null, supportedMethods()),
  });
  server.addService(gossipGrpc.GossipService, {
    read: (call: ServerUnaryCall<unknown, ClusterInfo>, callback: sendUnaryData<ClusterInfo>) =>
      callback(
        null,
        clusterInfo({
          instanceId: node.store.instanceId,
          host: dialledHost(call.getHost(), bound, name),
          port: port(),
        }),
      ),
  });
  return server;
}

/** Where clients reach this node: a node that listens everywhere is reached by the name that the caller used. */
function dialledHost(authority: string, bound: string, name: string): string {
  if (bound !== '0.0.0.0' && bound !== '::') return name;
  return URL.parse(`http://${authority}`)?.hostname ?? name;
}

async function bind(server: Server, { host, port }: NodeOptions): Promise<number> {
  const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else if (/EADDRINUSE/.test(error.message))
        reject(
          new StartError(
            `port ${port} of ${host} is in use: stop the program that has it, or choose another with --port (0 picks a free one)`,
          ),
        );
      else reject(new StartError(`cannot listen on ${address} (${error.message}): check --host and --port`));
    });
  });
}
