/** Where lines for people go. A terminal may have a line rewritten. */
export type Screen = { readonly isTTY?: boolean; write(text: string): unknown };
export declare const print: (mark: string, text: string, screen?: Screen) => void;
export declare class SetupFailed extends Error {}
