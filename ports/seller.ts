/** Who sells, as it stands on invoices. */
export interface Seller {
  readonly name: string;
  /** Line by line. */
  readonly address: readonly string[];
  /** The number for value added tax. */
  readonly vatId: string | null;
}

/** Who sells where nobody said who. */
export const NOBODY: Seller = { name: 'Reprise', address: [], vatId: null };
