/** How much clients may hold of this process by their sockets, and how slow they may be. Bytes are estimates of memory. */
export interface SocketLimits {
  readonly socketsPerAddress: number;
  /** Over all addresses. */
  readonly sockets: number;
  readonly subscriptionsPerSocket: number;
  /** Messages, pings of the WebSocket protocol among them, that one socket may send in a minute. */
  readonly messagesPerMinute: number;
  /** The same for all sockets of one address. */
  readonly messagesPerAddress: number;
  /** Bytes of what one socket does not take, from which on nothing more is read from it. */
  readonly unreadBytes: number;
  /** Bytes that the sockets of one address may hold together: what is being worked on for them, and what they do not take. */
  readonly bytesPerAddress: number;
  /** The same over all addresses. */
  readonly bytes: number;
  /** A client that has not taken a message for so long is disconnected, ms. */
  readonly stalledMs: number;
  /** How often it is looked whether the key of a program still holds, ms. */
  readonly programEveryMs: number;
}

const MIB = 1024 ** 2;

/** Thousands of viewers may share an address, and a tab has one socket with a few subscriptions of half a kilobyte. */
export const SOCKET_LIMITS: SocketLimits = {
  socketsPerAddress: 500,
  sockets: 5000,
  subscriptionsPerSocket: 20,
  messagesPerMinute: 600,
  messagesPerAddress: 12_000,
  unreadBytes: 64 * 1024,
  bytesPerAddress: 48 * MIB,
  bytes: 256 * MIB,
  stalledMs: 15_000,
  programEveryMs: 20_000,
};

/** What an open socket takes by itself, bytes. */
const SOCKET_BYTES = 32 * 1024;

/** What one socket holds, in the books. */
export interface Account {
  readonly address: string;
  /** Books bytes that the socket holds from now on. When its address or all sockets hold too much, the greediest of them is cut. */
  hold(bytes: number): void;
  release(bytes: number): void;
  /** Ends the account, with everything that is booked on it. */
  close(): void;
}

/** The books of all sockets of a process. */
export interface SocketLedger {
  /** An account for a new socket, or undefined when the address or the process has as many as it may. `cut` ends the socket at once. */
  open(address: string, cut: () => void): Account | undefined;
  /** What all sockets hold now. */
  held(): { readonly sockets: number; readonly bytes: number };
}

interface Entry {
  bytes: number;
  readonly cut: () => void;
}

interface Group {
  bytes: number;
  readonly entries: Set<Entry>;
}

/** Keeps books in constant time; only finding who is to be cut looks at every socket of the group that holds too much. */
export function createSocketLedger(
  limits: Pick<SocketLimits, 'socketsPerAddress' | 'sockets' | 'bytesPerAddress' | 'bytes'>,
): SocketLedger {
  const groups = new Map<string, Group>();
  let sockets = 0;
  let total = 0;

  const book = (group: Group, entry: Entry, bytes: number): void => {
    entry.bytes += bytes;
    group.bytes += bytes;
    total += bytes;
  };
  const close = (address: string, group: Group, entry: Entry): void => {
    if (!group.entries.delete(entry)) return;
    sockets -= 1;
    book(group, entry, -entry.bytes);
    if (group.entries.size === 0) groups.delete(address);
  };
  const cutGreediest = (entries: Iterable<Entry>): void => {
    let greediest: Entry | undefined;
    for (const entry of entries) if (greediest === undefined || entry.bytes > greediest.bytes) greediest = entry;
    greediest?.cut();
  };

  return {
    open(address, cut) {
      const group = groups.get(address) ?? { bytes: 0, entries: new Set<Entry>() };
      if (group.entries.size >= limits.socketsPerAddress || sockets >= limits.sockets) return undefined;
      groups.set(address, group);
      const entry: Entry = {
        bytes: 0,
        cut() {
          // It is gone from the books at once, so that the next who holds too much is not measured by it.
          close(address, group, entry);
          cut();
        },
      };
      group.entries.add(entry);
      sockets += 1;
      book(group, entry, SOCKET_BYTES);
      return {
        address,
        hold(bytes) {
          if (!group.entries.has(entry)) return;
          book(group, entry, bytes);
          if (group.bytes > limits.bytesPerAddress) cutGreediest(group.entries);
          else if (total > limits.bytes) cutGreediest([...groups.values()].flatMap(({ entries }) => [...entries]));
        },
        release(bytes) {
          if (group.entries.has(entry)) book(group, entry, -bytes);
        },
        close: () => close(address, group, entry),
      };
    },
    held: () => ({ sockets, bytes: total }),
  };
}
