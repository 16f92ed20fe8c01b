import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const DecisionsOfQuery = graphql(`
  query DecisionsOf($accountId: ID!, $first: Int!, $after: String) {
    decisionsOf(accountId: $accountId, first: $first, after: $after) {
      edges {
        node {
          sessionId
          at
          titleId
          title {
            name
          }
          profileId
          allow
          reasons {
            code
            text
          }
          maxHeight
          territory
          degraded
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
export type Decision = ResultOf<typeof DecisionsOfQuery>['decisionsOf']['edges'][number]['node'];

/** Whether it would play for them now, and why not. */
export const WhyNowQuery = graphql(`
  query WhyNow($titleId: ID!, $accountId: ID, $profileId: ID, $territory: String) {
    whyMayNotSee(titleId: $titleId, accountId: $accountId, profileId: $profileId, territory: $territory) {
      seen
      allow
      reasons {
        code
        text
      }
      grant
    }
  }
`);
export type WhyNow = NonNullable<ResultOf<typeof WhyNowQuery>['whyMayNotSee']>;
