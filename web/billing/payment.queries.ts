import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const PaymentMethodsQuery = graphql(`
  query PaymentMethods {
    paymentMethods {
      sandbox
      methods {
        id
        brand
        last4
        expiresYear
        expiresMonth
        expired
        used
      }
    }
  }
`);
export type PaymentMethods = NonNullable<ResultOf<typeof PaymentMethodsQuery>['paymentMethods']>;
export type Card = PaymentMethods['methods'][number];

export const OpenCheckoutMutation = graphql(`
  mutation OpenCheckout($commandId: ID!, $next: String!) {
    openCheckout(commandId: $commandId, next: $next) {
      __typename
      ... on CheckoutToVisit {
        url
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const CompleteCheckoutMutation = graphql(`
  mutation CompleteCheckout($commandId: ID!, $id: ID!) {
    completeCheckout(commandId: $commandId, id: $id) {
      __typename
      ... on CheckoutAskedFor {
        checkout {
          id
          status
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const CheckoutQuery = graphql(`
  query Checkout($id: ID!) {
    checkout(id: $id) {
      id
      status
    }
  }
`);
