import { graphql } from '../app/graphql/gql.ts';

export const MarkWatchedMutation = graphql(`
  mutation MarkWatched($commandId: ID!, $titleId: ID!) {
    marked: markWatched(commandId: $commandId, titleId: $titleId) {
      __typename
      ... on WatchMarked {
        token
      }
      ... on Refusal {
        message
      }
    }
  }
`);

export const MarkUnwatchedMutation = graphql(`
  mutation MarkUnwatched($commandId: ID!, $titleId: ID!) {
    marked: markUnwatched(commandId: $commandId, titleId: $titleId) {
      __typename
      ... on WatchMarked {
        token
      }
      ... on Refusal {
        message
      }
    }
  }
`);

export const RemoveFromContinueWatchingMutation = graphql(`
  mutation RemoveFromContinueWatching($commandId: ID!, $titleId: ID!) {
    marked: removeFromContinueWatching(commandId: $commandId, titleId: $titleId) {
      __typename
      ... on WatchMarked {
        token
      }
      ... on Refusal {
        message
      }
    }
  }
`);
