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
    query Events($first: Int!, $after: String, $stream: String, $types: [String!], $correlationId: String) {
      events(first: $first, after: $after, stream: $stream, types: $types, correlationId: $correlationId) {
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
