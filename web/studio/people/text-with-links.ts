/** A piece of a text; `href` where it is an address. */
export interface Piece {
  readonly text: string;
  readonly href: string | null;
}

/** Splits a text at the web addresses in it. */
export const textWithLinks = (text: string): readonly Piece[] =>
  text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, href: /^https?:\/\//.test(piece) ? piece : null }));
