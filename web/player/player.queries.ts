import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const StartPlaybackMutation = graphql(`
  mutation StartPlayback($commandId: ID!, $titleId: ID!, $pin: String) {
    startPlayback(commandId: $commandId, titleId: $titleId, pin: $pin) {
      __typename
      ... on PlaybackStarted {
        sessionId
        hlsUrl
        dashUrl
        sessionToken
        heartbeatUrl
        heartbeatEverySeconds
        resumeAtMs
        renewAfterSeconds
        title {
          id
          name
          durationMs
          posterUrl
        }
      }
      ... on Refusal {
        code
        message
      }
      ... on PlaybackRefused {
        reason
        opensAt
        offers {
          __typename
          ... on PlanOffer {
            planId
            name
            price {
              minor
              currency
            }
            interval {
              unit
              count
            }
            trialDays
          }
          ... on TitleOffer {
            model
            price {
              minor
              currency
            }
          }
        }
        streamLimit
        activeStreams {
          sessionId
          device
          since
          isHere
          title {
            name
          }
        }
      }
    }
  }
`);

export const RenewPlaybackMutation = graphql(`
  mutation RenewPlayback($sessionToken: String!) {
    renewPlayback(sessionToken: $sessionToken) {
      __typename
      ... on PlaybackRenewed {
        dashUrl
        sessionToken
        renewAfterSeconds
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const StopPlaybackMutation = graphql(`
  mutation StopPlayback($commandId: ID!, $sessionId: ID!) {
    stopPlayback(commandId: $commandId, sessionId: $sessionId) {
      __typename
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const ActiveStreamsQuery = graphql(`
  query ActiveStreams {
    activeStreams {
      sessionId
      device
      since
      isHere
      title {
        name
      }
    }
  }
`);
export type ActiveStream = ResultOf<typeof ActiveStreamsQuery>['activeStreams'][number];

export const TrackPreferencesQuery = graphql(`
  query TrackPreferences {
    myProfiles {
      id
      current
      audioLanguage
      subtitles
    }
  }
`);

type StartResult = ResultOf<typeof StartPlaybackMutation>['startPlayback'];
export type Session = Extract<StartResult, { __typename: 'PlaybackStarted' }>;
export type Refused = Exclude<StartResult, { __typename: 'PlaybackStarted' }>;
/** Refused by a rule of who may watch what. */
export type Denied = Extract<StartResult, { __typename: 'PlaybackRefused' }>;

export const EndPlaybackMutation = graphql(`
  mutation EndPlayback(
    $commandId: ID!
    $sessionToken: String!
    $reason: PlaybackEndReason!
    $positionMs: Int!
    $errorCode: String
  ) {
    endPlayback(
      commandId: $commandId
      sessionToken: $sessionToken
      reason: $reason
      positionMs: $positionMs
      errorCode: $errorCode
    ) {
      __typename
    }
  }
`);
