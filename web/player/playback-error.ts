/** What the player says when it cannot go on: what happened, and what to do. */
export interface PlaybackError {
  readonly title: string;
  readonly remedy: string;
  /** For the stats overlay and the heartbeat, e.g. `shaka-1001`. */
  readonly code: string;
  /** There is nothing to go on with: the film was taken down. */
  readonly isOver?: true;
  /** Nothing is broken: it was stopped. */
  readonly isStop?: true;
}

interface EngineError {
  readonly category: number;
  readonly code: number;
  readonly data: readonly unknown[];
}

const isEngineError = (error: unknown): error is EngineError =>
  typeof error === 'object' &&
  error !== null &&
  'category' in error &&
  'code' in error &&
  typeof error.code === 'number';

/** Numbers of shaka-player: https://shaka-player-demo.appspot.com/docs/api/shaka.util.Error.html */
const badStatus = 1001;
const networkCategory = 1;
const mediaCategories = [3, 5];
const manifestCategory = 4;
const loadInterrupted = 7000;

/** What was taken down stays away: asking again and again only keeps the viewer waiting. */
export const isTakenDown = (error: unknown): boolean =>
  isEngineError(error) && error.code === badStatus && error.data[1] === 410;

/** The addresses of the film are not taken any more: they are too old, or the session may not go on. */
export const isForbidden = (error: unknown): boolean =>
  isEngineError(error) && error.code === badStatus && (error.data[1] === 403 || error.data[1] === 401);

/** True for an error that only says that loading was given up on purpose. */
export const isInterruption = (error: unknown): boolean => isEngineError(error) && error.code === loadInterrupted;

/**
 * Another format of the same film may work where this one did not: broken manifests and media (for malformed XML the engine
 * throws a plain `Error`), but not a lost connection.
 */
export const mayPlayOtherwise = (error: unknown): boolean =>
  !isInterruption(error) && !(isEngineError(error) && error.category === networkCategory);

/** Translates what the engine threw. */
export function describe(error: unknown): PlaybackError {
  if (!isEngineError(error)) {
    return {
      code: 'player-broken',
      title: 'The player broke',
      remedy: 'Load the page again. Your place in the film is kept.',
    };
  }
  const code = `shaka-${error.code}`;
  if (error.code === badStatus) return { code, ...describeStatus(error.data[1]) };
  if (error.category === networkCategory) {
    return {
      code,
      title: 'The connection was lost',
      remedy: 'Check your network, then go on: your place in the film is kept.',
    };
  }
  if (error.category === manifestCategory) {
    return {
      code,
      title: 'This film cannot be opened',
      remedy: 'Its playlist is damaged or unreadable for this browser. Try again later, or in another browser.',
    };
  }
  if (mediaCategories.includes(error.category)) {
    return {
      code,
      title: 'This browser cannot show the film',
      remedy: 'Its picture or sound could not be decoded. Update the browser, or use another one.',
    };
  }
  return {
    code,
    title: 'Playback stopped',
    remedy: 'Try again. If it happens every time, tell whoever runs this server and name the code below.',
  };
}

/** What the player says when its session may not go on, by what the server called the reason. */
export function describeStop(reason: string): PlaybackError {
  const code = `stopped-${reason}`;
  const isStop = true;
  switch (reason) {
    case 'kicked':
      return {
        ...{ code, isStop, title: 'Stopped from another device' },
        remedy: 'Somebody with your account wanted to watch there. Your place in the film is kept.',
      };
    case 'evicted':
      return {
        ...{ code, isStop, title: 'This film goes on in another window' },
        remedy: 'It was started again on this device. Your place in the film is kept.',
      };
    case 'signed_out':
      return {
        ...{ code, isStop, title: 'You were signed out on this device' },
        remedy: 'Sign in, and go on: your place in the film is kept.',
      };
    default:
      return {
        ...{ code, isStop, title: 'This playback was paused for long' },
        remedy: 'Go on whenever you like: your place in the film is kept.',
      };
  }
}

function describeStatus(status: unknown): Omit<PlaybackError, 'code'> {
  if (status === 401 || status === 403)
    return {
      title: 'The permission to watch has run out',
      remedy: 'It lasts a few hours. Go on with a new one: your place in the film is kept.',
    };
  if (status === 410)
    return {
      title: 'This film is not shown any more',
      remedy: 'It was taken down while you watched. We are sorry; look through the catalogue for another one.',
      isOver: true,
    };
  if (status === 404)
    return {
      title: 'The film is no longer there',
      remedy: 'It may have been replaced just now. Open it again from its page.',
    };
  return {
    title: 'The server has trouble sending the film',
    remedy: 'Try again in a moment: your place in the film is kept.',
  };
}
