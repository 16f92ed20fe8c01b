import type { CombinedError } from 'urql';

/** What a page says when a request failed: what happened, and what to do. */
export interface Failure {
  readonly title: string;
  readonly remedy: string;
  /** It takes somebody else, or a role. */
  readonly forbidden: boolean;
  /** Signing in helps. */
  readonly signIn?: boolean;
}

const codeOf = (error: CombinedError): string | null => {
  const code = error.graphQLErrors[0]?.extensions['code'];
  return typeof code === 'string' ? code : null;
};

/** Translates a transport or GraphQL error into a sentence and a remedy. */
export function failureOf(error: CombinedError): Failure {
  const code = codeOf(error);
  if (code === 'UNAUTHENTICATED')
    return {
      title: 'Sign in first',
      remedy: error.graphQLErrors[0]?.message ?? 'This is shown to whoever is signed in.',
      forbidden: true,
      signIn: true,
    };
  if (code === 'FORBIDDEN') {
    return {
      title: 'You may not see this',
      remedy:
        error.graphQLErrors[0]?.message ?? 'Open the studio again with the link that the server printed at its start.',
      forbidden: true,
    };
  }
  if (code === 'UNAVAILABLE') {
    return {
      title: 'A service behind this page is not answering',
      remedy: 'It usually comes back by itself. Try again in a few seconds.',
      forbidden: false,
    };
  }
  if (error.networkError !== undefined) {
    return {
      title: 'The server cannot be reached',
      remedy: 'Check that it is running and that you are connected, then try again.',
      forbidden: false,
    };
  }
  const message = error.graphQLErrors[0]?.message ?? error.message;
  return {
    title: 'The server could not answer',
    remedy: `It said: “${message}”. Try again; if it stays, look at the server's log.`,
    forbidden: false,
  };
}
