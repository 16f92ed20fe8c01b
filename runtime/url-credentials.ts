/** The user and password that stand before the host of a connection URL. */

/** Decoded. `password` is undefined where there is no colon. */
export interface UrlCredentials {
  readonly user: string;
  readonly password: string | undefined;
}

/** What stands before the host: the scheme, which a further host of a list may lack, and user and password as they are written. */
const BEFORE_HOST = /^([a-z+]+:\/\/)?([^/?#@,\s]*)@/i;

/**
 * Takes user and password out of `url`, the whole or a host of a list; undefined if there are none. A password may have colons.
 * @param variable where the URL comes from, for the error
 * @throws Error when they are not percent-encoded; the message does not repeat them
 */
export function credentialsOf(url: string, variable: string): UrlCredentials | undefined {
  const [, , text] = BEFORE_HOST.exec(url) ?? [];
  if (text === undefined) return undefined;
  const colon = text.indexOf(':');
  try {
    return colon < 0
      ? { user: decodeURIComponent(text), password: undefined }
      : { user: decodeURIComponent(text.slice(0, colon)), password: decodeURIComponent(text.slice(colon + 1)) };
  } catch {
    throw new Error(`The user or password cannot be read: percent-encode the user and password in ${variable}.`);
  }
}

/** `url` without user and password. */
export const withoutCredentials = (url: string): string => url.replace(BEFORE_HOST, '$1');

/** `url` with these before its first host, percent-encoded so that every client reads the same. */
export const withCredentialsOf = (url: string, { user, password }: UrlCredentials): string =>
  url.replace(
    BEFORE_HOST,
    (_, scheme: string | undefined) =>
      `${scheme ?? ''}${encodeURIComponent(user)}${password === undefined ? '' : `:${encodeURIComponent(password)}`}@`,
  );
