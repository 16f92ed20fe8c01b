/** Where network addresses are. */
export interface Territories {
  /** ISO 3166-1 alpha-2; null: nobody knows. */
  of(address: string): string | null;
}
