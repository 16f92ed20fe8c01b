/** What a place holds of somebody: what can be read or found by who they are, and what is sealed with their key. */
export interface PlaceLook {
  readonly place: string;
  readonly left: number;
  readonly sealed: number;
}

/** Every place beside the log and the vault that may hold something of a person. */
export interface PersonalPlaces {
  /**
   * Looks into all of them, after what stands in the log up to a position has arrived there.
   * @throws Outage while a place is out of reach; Error where a place is not as far as the log
   */
  look(accountId: string, position: bigint): Promise<readonly PlaceLook[]>;
}
