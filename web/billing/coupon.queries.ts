import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const CouponForQuery = graphql(`
  query CouponFor($planId: ID!, $code: String!) {
    couponFor(planId: $planId, code: $code) {
      __typename
      ... on CouponQuote {
        code
        priceId
        full {
          minor
          currency
        }
        off {
          minor
          currency
        }
        price {
          minor
          currency
        }
        taxIncluded
        due {
          minor
          currency
        }
        periods
      }
      ... on InvalidInput {
        path
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
type Answer = ResultOf<typeof CouponForQuery>['couponFor'];
/** What a code takes off a plan. */
export type CouponQuote = Extract<Answer, { readonly __typename: 'CouponQuote' }>;
