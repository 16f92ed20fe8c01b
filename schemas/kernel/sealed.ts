import { z } from 'zod';

/** The text of a sealed value: version, subject, and nonce, ciphertext and tag in base64url. */
export const SEALED = /^v1\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.[A-Za-z0-9_-]{38,}$/;

/** A personal value as events, tables and queues hold it: sealed with the key of its subject, so that it is gone when the key is. */
export type Sealed = string;

/**
 * A personal field. The schema names what it is (`pii`); what stands there is opened by the vault alone, which is told the
 * same name: a value sealed as one thing does not open as another.
 */
export const sealed = (pii: string) => z.string().max(4096).regex(SEALED).meta({ pii });

/** Whose a sealed value is. */
export const subjectOf = (box: Sealed): string => box.slice(3, 39);
