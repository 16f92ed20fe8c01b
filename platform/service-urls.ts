/** Where the services are that the roles work with, local or not. */
export interface ServiceUrls {
  readonly eventstore: string;
  readonly nats: string;
  readonly postgres: string;
  readonly redis: string;
  /** The sandbox of payments; absent: a provider is configured, or nothing is sold. */
  readonly payments?: string | undefined;
}
