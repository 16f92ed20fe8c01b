import { graphql } from '../../app/graphql/gql.ts';
import type { FragmentOf, ResultOf } from '../../app/graphql/gql.ts';

export const CustomerSubscriptionFields = graphql(`
  fragment CustomerSubscriptionFields on CustomerSubscription {
    id
    accountId
    planName
    planId
    price {
      minor
      currency
    }
    interval {
      unit
      count
    }
    status
    canceling
    periodStart
    periodEnd
    startedAt
    endedAt
    overdueSince
    lastFailure
    failures
    openInvoice {
      id
      number
      gross {
        minor
        currency
      }
    }
    nextStep
    nextStepAt
    nextPlanName
    announcedPrice {
      minor
      currency
    }
    announcedFrom
  }
`);
export type CustomerSubscription = FragmentOf<typeof CustomerSubscriptionFields>;

export const CustomerMoneyQuery = graphql(
  `
    query CustomerMoney($accountId: ID!, $after: String) {
      customerMoney(accountId: $accountId) {
        subscriptions {
          ...CustomerSubscriptionFields
        }
        cards {
          brand
          last4
          expiresYear
          expiresMonth
        }
        credit {
          minor
          currency
        }
        purchases {
          id
          model
          titleId
          titleName
          status
          price {
            minor
            currency
          }
          refunded {
            minor
            currency
          }
          failure
          requestedAt
          startedAt
          until
        }
        invoices(first: 20, after: $after) {
          edges {
            node {
              id
              number
              status
              issuedAt
              gross {
                minor
                currency
              }
              refunded {
                minor
                currency
              }
              refundable {
                minor
                currency
              }
              failure
              attempts
              lines {
                label
              }
              refunds {
                id
                number
                status
                amount {
                  minor
                  currency
                }
                why
                failure
                askedAt
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
      sellableCurrencies
      me {
        permissions
      }
    }
  `,
  [CustomerSubscriptionFields],
);
export type CustomerMoney = ResultOf<typeof CustomerMoneyQuery>['customerMoney'];
export type CustomerInvoice = CustomerMoney['invoices']['edges'][number]['node'];

export const RefundInvoiceMutation = graphql(`
  mutation RefundInvoice($commandId: ID!, $invoiceId: ID!, $amountMinor: Int!, $why: String!) {
    refundInvoice(commandId: $commandId, invoiceId: $invoiceId, amountMinor: $amountMinor, why: $why) {
      __typename
      ... on RefundUnderWay {
        token
      }
      ... on Refusal {
        code
        message
      }
      ... on InvalidInput {
        path
      }
    }
  }
`);

export const GrantCreditMutation = graphql(`
  mutation GrantCredit($commandId: ID!, $accountId: ID!, $amountMinor: Int!, $currency: String!, $why: String!) {
    grantCredit(
      commandId: $commandId
      accountId: $accountId
      amountMinor: $amountMinor
      currency: $currency
      why: $why
    ) {
      __typename
      ... on CustomerMoneyChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
      ... on InvalidInput {
        path
      }
    }
  }
`);

export const CancelSubscriptionForMutation = graphql(`
  mutation CancelSubscriptionFor($commandId: ID!, $subscriptionId: ID!, $now: Boolean!) {
    cancelSubscriptionFor(commandId: $commandId, subscriptionId: $subscriptionId, now: $now) {
      __typename
      ... on CustomerMoneyChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const DunningQuery = graphql(
  `
    query Dunning($after: String, $suspended: Boolean!) {
      overdueSubscriptions(first: 20, after: $after, suspended: $suspended) {
        edges {
          node {
            ...CustomerSubscriptionFields
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      subscriptionCounts {
        status
        count
      }
    }
  `,
  [CustomerSubscriptionFields],
);

export const LedgerQuery = graphql(`
  query Ledger {
    ledgerBalances {
      account
      currency
      balanceMinor
    }
  }
`);
export type LedgerBalance = ResultOf<typeof LedgerQuery>['ledgerBalances'][number];

export const LedgerOfInvoiceQuery = graphql(`
  query LedgerOfInvoice($invoiceId: ID!) {
    ledgerOfInvoice(invoiceId: $invoiceId) {
      position
      account
      amount {
        minor
        currency
      }
      event
      at
    }
    invoice(id: $invoiceId) {
      number
    }
  }
`);
export type LedgerEntry = ResultOf<typeof LedgerOfInvoiceQuery>['ledgerOfInvoice'][number];
