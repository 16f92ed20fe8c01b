import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const CouponsQuery = graphql(`
  query Coupons($first: Int!, $after: String) {
    me {
      permissions
    }
    sellableCurrencies
    studioPlans {
      id
      name
      retired
    }
    coupons(first: $first, after: $after) {
      edges {
        node {
          id
          code
          percent
          amount {
            minor
            currency
          }
          periods
          planIds
          validFrom
          validUntil
          maxUses
          used
          audience
          retired
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
type Answer = ResultOf<typeof CouponsQuery>;
export type CouponLine = Answer['coupons']['edges'][number]['node'];
export type PlanName = Answer['studioPlans'][number];

export const CouponUsesQuery = graphql(`
  query CouponUses($id: ID!, $after: String) {
    coupon(id: $id) {
      id
      uses(first: 20, after: $after) {
        edges {
          node {
            accountId
            subscriptionId
            at
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export const DefineCouponMutation = graphql(`
  mutation DefineCoupon(
    $commandId: ID!
    $code: String!
    $percent: Int
    $amountMinor: Int
    $currency: String
    $periods: Int
    $planIds: [ID!]!
    $validFrom: DateTime
    $validUntil: DateTime
    $maxUses: Int!
    $audience: CouponAudience!
  ) {
    defineCoupon(
      commandId: $commandId
      code: $code
      percent: $percent
      amountMinor: $amountMinor
      currency: $currency
      periods: $periods
      planIds: $planIds
      validFrom: $validFrom
      validUntil: $validUntil
      maxUses: $maxUses
      audience: $audience
    ) {
      __typename
      ... on CouponsChanged {
        couponId
        token
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

export const RetireCouponMutation = graphql(`
  mutation RetireCoupon($commandId: ID!, $couponId: ID!) {
    retireCoupon(commandId: $commandId, couponId: $couponId) {
      __typename
      ... on CouponsChanged {
        couponId
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
