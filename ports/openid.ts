/** A provider of OpenID Connect that people may sign in by, as the operator configured it. */
export interface OpenIdProvider {
  /** In addresses of ours and in events: it never changes. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** The provider's own name for itself: where its configuration is found. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}
