import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const MySubscriptionQuery = graphql(`
  query MySubscription {
    mySubscription {
      id
      status
      planName
      price {
        minor
        currency
      }
      taxIncluded
      interval {
        unit
        count
      }
      periodEnd
      canceling
      endedAt
      nextPayment {
        at
        amount {
          minor
          currency
        }
      }
      nextPlanName
      discount {
        code
        off {
          minor
          currency
        }
        periodsLeft
      }
      pausedUntil
      failure
      retryAt
      owedInvoiceId
      owed {
        minor
        currency
      }
      needsConfirmation
    }
    myCredit {
      minor
      currency
    }
    plans {
      id
    }
  }
`);
export type MySubscription = NonNullable<ResultOf<typeof MySubscriptionQuery>['mySubscription']>;

export const PauseMutation = graphql(`
  mutation PauseSubscription($commandId: ID!, $until: DateTime!) {
    pauseSubscription(commandId: $commandId, until: $until) {
      __typename
      ... on SubscriptionChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const ResumeMutation = graphql(`
  mutation ResumeSubscription($commandId: ID!) {
    resumeSubscription(commandId: $commandId) {
      __typename
      ... on SubscriptionChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const CancelMutation = graphql(`
  mutation CancelSubscription($commandId: ID!, $when: CancelWhen!) {
    cancelSubscription(commandId: $commandId, when: $when) {
      __typename
      ... on SubscriptionChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const UndoCancelMutation = graphql(`
  mutation UndoCancel($commandId: ID!) {
    undoCancel(commandId: $commandId) {
      __typename
      ... on SubscriptionChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const RetryMutation = graphql(`
  mutation RetryPayment($commandId: ID!) {
    retryPayment(commandId: $commandId) {
      __typename
      ... on SubscriptionChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const ConfirmPaymentMutation = graphql(`
  mutation ConfirmPayment($invoiceId: ID!) {
    confirmPayment(invoiceId: $invoiceId) {
      __typename
      ... on PaymentToConfirm {
        url
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const ChooseCardMutation = graphql(`
  mutation ChoosePaymentMethod($commandId: ID!, $id: ID!) {
    choosePaymentMethod(commandId: $commandId, id: $id) {
      __typename
      ... on PaymentMethodsChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const RemoveCardMutation = graphql(`
  mutation RemovePaymentMethod($commandId: ID!, $id: ID!) {
    removePaymentMethod(commandId: $commandId, id: $id) {
      __typename
      ... on PaymentMethodsChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
