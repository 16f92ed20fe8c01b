/** Something on disk is not what was written. */

/** A read met it; the message says where, and what to do. */
export class DamagedLog extends Error {
  /** What is damaged. */
  readonly what: string;
  /** Position of the damaged record, where the damage is in one. */
  readonly position: number | undefined;

  private constructor(what: string, position?: number) {
    super(
      `${what}: the disk does not hold what was written. Stop the node, see what else is damaged with "reprise eventstore verify", and restore a backup`,
    );
    this.what = what;
    this.position = position;
  }

  /** The record at `position`; `detail` says what does not fit. */
  static record(position: number, detail: string): DamagedLog {
    return new DamagedLog(`the record at position ${position} of the log is damaged (${detail})`, position);
  }

  /** Pages of the file, which lmdb cannot make sense of; `detail` is what it says. */
  static pages(detail: string): DamagedLog {
    return new DamagedLog(`pages of the log are damaged (${detail})`);
  }

  /** What leads to records of a stream, or to streams. */
  static index(of: string): DamagedLog {
    return new DamagedLog(`the index of the log is damaged (${of})`);
  }
}
