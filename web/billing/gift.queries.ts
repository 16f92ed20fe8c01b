import { graphql } from '../app/graphql/gql.ts';

export const CreditQuery = graphql(`
  query Credit {
    myAccount {
      id
    }
    myCredit {
      minor
      currency
    }
  }
`);

export const RedeemGiftCodeMutation = graphql(`
  mutation RedeemGiftCode($commandId: ID!, $code: String!) {
    redeemGiftCode(commandId: $commandId, code: $code) {
      __typename
      ... on GiftCodeRedeemed {
        amount {
          minor
          currency
        }
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
