import { graphql } from '../../app/graphql/gql.ts';
import type { FragmentOf } from '../../app/graphql/gql.ts';

export const LogEventFields = graphql(`
  fragment LogEventFields on LogEvent {
    position
    id
    stream
    revision
    type
    recordedAt
    actorKind
    actorId
    correlationId
    causationId
    data
  }
`);
export type LogEvent = FragmentOf<typeof LogEventFields>;

export const EventsQuery = graphql(
  `
    query Events(
      $first: Int!
      $after: String
      $stream: String
      $types: [String!]
      $correlationId: String
      $contexts: [String!]
      $actorKinds: [String!]
      $search: String
    ) {
      events(
        first: $first
        after: $after
        stream: $stream
        types: $types
        correlationId: $correlationId
        contexts: $contexts
        actorKinds: $actorKinds
        search: $search
      ) {
        edges {
          cursor
          node {
            ...LogEventFields
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [LogEventFields],
);

/** One stream straight from the log, telemetry too. */
export const StreamEventsQuery = graphql(
  `
    query StreamEvents($first: Int!, $after: String, $stream: String!) {
      streamEvents(first: $first, after: $after, stream: $stream) {
        edges {
          cursor
          node {
            ...LogEventFields
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [LogEventFields],
);
