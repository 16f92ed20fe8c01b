import { Outage } from './outage.ts';

/** A file that goes with a message. */
export interface Attachment {
  /** With its ending. */
  readonly name: string;
  /** A media type. */
  readonly type: string;
  readonly content: Uint8Array;
}

/** A message to a person. */
export interface Message {
  /** The same for every try, so that a mail server recognises a repeat. */
  readonly id: string;
  /** Whom it is for, as a subject of the vault. */
  readonly subjectId: string;
  readonly to: string;
  readonly title: string;
  readonly text: string;
  readonly html: string;
  /** A mail server gets them; where messages wait instead, they do not wait with them. */
  readonly attachments?: readonly Attachment[];
}

/** Hands messages to whoever delivers them. */
export interface Mailer {
  /**
   * @throws MailUnavailable when nobody takes it now
   * @throws MailRefused when this one is taken neither now nor later
   */
  send(message: Message): Promise<void>;
}

/** A message that waits where there is no mail server, for the operator of this machine to read. */
export interface OutboxMessage extends Pick<Message, 'id' | 'subjectId' | 'to' | 'title' | 'text'> {
  /** ISO 8601. */
  readonly at: string;
}

/** Where messages wait that nobody delivers. */
export interface Outbox {
  /** The newest first; those to people who were forgotten are gone. */
  latest(count: number): Promise<readonly OutboxMessage[]>;
}

/** The mail server does not answer, or takes nothing at the moment. */
export class MailUnavailable extends Outage {
  override name = 'MailUnavailable';
}

/** The mail server will never take this message, e.g. because the address does not exist. */
export class MailRefused extends Error {
  override name = 'MailRefused';
}
