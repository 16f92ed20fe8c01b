import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const GiftCodesQuery = graphql(`
  query GiftCodes($first: Int!, $after: String) {
    me {
      permissions
    }
    sellableCurrencies
    giftCodes(first: $first, after: $after) {
      edges {
        node {
          id
          label
          ending
          amount {
            minor
            currency
          }
          validUntil
          status
          accountId
          changedAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
export type GiftCodeLine = ResultOf<typeof GiftCodesQuery>['giftCodes']['edges'][number]['node'];

export const MakeGiftCodesMutation = graphql(`
  mutation MakeGiftCodes(
    $commandId: ID!
    $count: Int!
    $amountMinor: Int!
    $currency: String!
    $label: String!
    $validUntil: DateTime
  ) {
    makeGiftCodes(
      commandId: $commandId
      count: $count
      amountMinor: $amountMinor
      currency: $currency
      label: $label
      validUntil: $validUntil
    ) {
      __typename
      ... on GiftCodesMade {
        codes
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

export const VoidGiftCodeMutation = graphql(`
  mutation VoidGiftCode($commandId: ID!, $giftCodeId: ID!, $why: String!) {
    voidGiftCode(commandId: $commandId, giftCodeId: $giftCodeId, why: $why) {
      __typename
      ... on GiftCodeVoided {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
