import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const PlansQuery = graphql(`
  query Plans {
    plans {
      id
      name
      description
      interval {
        unit
        count
      }
      trialDays
      includes
      price {
        id
        amount {
          minor
          currency
        }
        taxIncluded
      }
      priceToCome {
        amount {
          minor
          currency
        }
        from
      }
      lowestPrice {
        minor
        currency
      }
    }
    mySubscription {
      id
      status
      planId
      canceling
      nextPlanName
    }
    myAccount {
      id
    }
  }
`);
export type Plan = ResultOf<typeof PlansQuery>['plans'][number];
export type Had = ResultOf<typeof PlansQuery>['mySubscription'];

export const SubscribeMutation = graphql(`
  mutation Subscribe($commandId: ID!, $planId: ID!, $priceId: ID!, $trial: Boolean!, $coupon: String) {
    subscribe(commandId: $commandId, planId: $planId, priceId: $priceId, trial: $trial, coupon: $coupon) {
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

export const PreviewQuery = graphql(`
  query PreviewPlanChange($planId: ID!) {
    previewPlanChange(planId: $planId) {
      __typename
      ... on PlanChangePreview {
        priceId
        planName
        atOnce
        from
        credit {
          minor
          currency
        }
        charge {
          minor
          currency
        }
        due {
          minor
          currency
        }
        fromCredit {
          minor
          currency
        }
        nextPayment {
          at
          amount {
            minor
            currency
          }
        }
        asOf
        revision
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
type Previewed = ResultOf<typeof PreviewQuery>['previewPlanChange'];
export type Preview = Extract<Previewed, { readonly __typename: 'PlanChangePreview' }>;

export const ChangePlanMutation = graphql(`
  mutation ChangePlan($commandId: ID!, $planId: ID!, $priceId: ID!, $asOf: DateTime!, $revision: String!) {
    changePlan(commandId: $commandId, planId: $planId, priceId: $priceId, asOf: $asOf, revision: $revision) {
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
