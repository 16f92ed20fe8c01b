/** What may be lost: progress, "row changed" pings. Payloads are JSON. */
export interface Signals {
  publish(subject: string, payload: unknown): void;
  /** Subject may end in `>` or contain `*`. The returned function unsubscribes. */
  subscribe(subject: string, onMessage: (subject: string, payload: unknown) => void): () => void;
}
