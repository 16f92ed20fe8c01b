import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const ParkedCountQuery = graphql(`
  query ParkedCount {
    parkedCounts {
      consumer
      events
    }
  }
`);

/** What the log can be filtered by. */
export const EventFiltersQuery = graphql(`
  query EventFilters {
    eventFilters {
      contexts
      types
      actorKinds
    }
  }
`);

export const ProjectionsQuery = graphql(`
  query Projections($parkedAfter: String) {
    projections {
      name
      position
      state
      parked
      updatedAt
    }
    parkedEvents(first: 50, after: $parkedAfter) {
      edges {
        node {
          projection
          position
          eventId
          stream
          type
          key
          error
          parkedAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
export const RetryParkedMutation = graphql(`
  mutation RetryParked($consumer: String!, $key: String) {
    retryParked(consumer: $consumer, key: $key) {
      events
    }
  }
`);
export type ParkedEvent = ResultOf<typeof ProjectionsQuery>['parkedEvents']['edges'][number]['node'];
