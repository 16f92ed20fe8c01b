import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const PersonOfAddressQuery = graphql(`
  query PersonOfAddress($email: String!) {
    personByAddress(email: $email)
  }
`);

export const WhyMayNotSeeQuery = graphql(`
  query WhyMayNotSee($titleId: ID!, $accountId: ID, $territory: String) {
    whyMayNotSee(titleId: $titleId, accountId: $accountId, territory: $territory) {
      at
      territory
      seen
      allow
      reasons {
        code
        text
      }
      grant
      maxHeight
      validUntil
      opensAt
      policyVersion
    }
  }
`);
export type Access = NonNullable<ResultOf<typeof WhyMayNotSeeQuery>['whyMayNotSee']>;
