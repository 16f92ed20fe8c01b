/**
 * Where copies of what is known of people are kept until they fetch them, in parts, each sealed with the key of the person: when
 * the key is destroyed nobody can read them.
 */
export interface ExportParts {
  /** Keeps a part; one that is there is replaced. @throws Error when the subject was forgotten */
  put(part: {
    readonly exportId: string;
    readonly subject: string;
    readonly nth: number;
    readonly text: string;
  }): Promise<void>;
  /** The text of a part; undefined: there is none, or its subject was forgotten. */
  get(exportId: string, nth: number): Promise<string | undefined>;
  /** Deletes all parts. Doing it again is harmless. */
  remove(exportId: string): Promise<void>;
}
