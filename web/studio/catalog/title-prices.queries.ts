import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const TitlePricesQuery = graphql(`
  query TitlePrices($id: ID!) {
    me {
      permissions
    }
    sellableCurrencies
    title(id: $id) {
      id
      prices {
        id
        model
        territory
        amount {
          minor
          currency
        }
        taxIncluded
        from
        withdrawnAt
      }
      rights {
        id
        model
        isEnded
      }
    }
  }
`);
export type TitlePriceLine = NonNullable<ResultOf<typeof TitlePricesQuery>['title']>['prices'][number];

export const SetTitlePriceMutation = graphql(`
  mutation SetTitlePrice($commandId: ID!, $titleId: ID!, $priceId: ID!, $price: TitlePriceInput!) {
    setTitlePrice(commandId: $commandId, titleId: $titleId, priceId: $priceId, price: $price) {
      __typename
      ... on TitlePricesChanged {
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

export const WithdrawTitlePriceMutation = graphql(`
  mutation WithdrawTitlePrice($commandId: ID!, $titleId: ID!, $priceId: ID!) {
    withdrawTitlePrice(commandId: $commandId, titleId: $titleId, priceId: $priceId) {
      __typename
      ... on TitlePricesChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
