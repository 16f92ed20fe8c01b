import { graphql } from '../app/graphql/gql.ts';
import type { FragmentOf, ResultOf } from '../app/graphql/gql.ts';

/** A way to have a film, and what it costs. */
export const OfferFields = graphql(`
  fragment OfferFields on TitleOffer {
    model
    priceId
    price {
      minor
      currency
    }
    taxIncluded
    lowestPrice {
      minor
      currency
    }
    startWithinDays
    finishWithinHours
  }
`);
export type Offer = FragmentOf<typeof OfferFields>;

/** A rental or purchase, as far as it says how it stands. */
export const PurchaseFields = graphql(`
  fragment PurchaseFields on Purchase {
    id
    model
    titleName
    status
    price {
      minor
      currency
    }
    invoiceId
    failure
    requestedAt
    madeAt
    startedAt
    until
    refundableUntil
  }
`);
export type PurchaseState = FragmentOf<typeof PurchaseFields>;

export const BuyQuery = graphql(
  `
    query Buy($id: ID!) {
      myAccount {
        id
      }
      title(id: $id) {
        id
        name
        releaseYear
        durationMs
        posterUrl
        posterPlaceholder
        offers {
          ...OfferFields
        }
        purchase {
          ...PurchaseFields
        }
      }
    }
  `,
  [OfferFields, PurchaseFields],
);

export type BuyTitle = NonNullable<ResultOf<typeof BuyQuery>['title']>;

export const PurchaseQuery = graphql(
  `
    query Purchase($id: ID!) {
      purchase(id: $id) {
        ...PurchaseFields
      }
    }
  `,
  [PurchaseFields],
);

export const LibraryQuery = graphql(
  `
    query Library($first: Int!, $after: String) {
      myAccount {
        id
      }
      myPurchases(first: $first, after: $after) {
        edges {
          node {
            ...PurchaseFields
            title {
              id
              name
              posterUrl
              posterPlaceholder
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [PurchaseFields],
);

export type LibraryFilm = ResultOf<typeof LibraryQuery>['myPurchases']['edges'][number]['node'];

export const RentTitleMutation = graphql(`
  mutation RentTitle($commandId: ID!, $titleId: ID!, $priceId: ID!) {
    rentTitle(commandId: $commandId, titleId: $titleId, priceId: $priceId) {
      __typename
      ... on PurchaseAsked {
        purchaseId
        token
      }
      ... on AlreadyYours {
        purchaseId
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const BuyTitleMutation = graphql(`
  mutation BuyTitle($commandId: ID!, $titleId: ID!, $priceId: ID!) {
    buyTitle(commandId: $commandId, titleId: $titleId, priceId: $priceId) {
      __typename
      ... on PurchaseAsked {
        purchaseId
        token
      }
      ... on AlreadyYours {
        purchaseId
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const AbandonPurchaseMutation = graphql(`
  mutation AbandonPurchase($commandId: ID!, $purchaseId: ID!) {
    abandonPurchase(commandId: $commandId, purchaseId: $purchaseId) {
      __typename
      ... on PurchaseChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const RefundPurchaseMutation = graphql(`
  mutation RefundPurchase($commandId: ID!, $purchaseId: ID!, $why: String!) {
    refundPurchase(commandId: $commandId, purchaseId: $purchaseId, why: $why) {
      __typename
      ... on PurchaseChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
