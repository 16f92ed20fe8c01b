/** What a look at one part found: `fact` is its version or state; `trouble` says what is wrong and how to put it right. */
export interface Finding {
  readonly part: string;
  readonly fact: string;
  readonly trouble?: string;
}
