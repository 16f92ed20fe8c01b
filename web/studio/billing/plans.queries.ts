import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const StudioPlansQuery = graphql(`
  query StudioPlans {
    studioPlans {
      id
      name
      interval {
        unit
        count
      }
      trialDays
      includes
      retired
      prices {
        id
        territory
        price {
          minor
          currency
        }
        taxIncluded
        from
      }
    }
    me {
      permissions
    }
  }
`);
export type ListedPlan = ResultOf<typeof StudioPlansQuery>['studioPlans'][number];

export const StudioPlanQuery = graphql(`
  query StudioPlan($id: ID!) {
    studioPlan(id: $id) {
      id
      name
      description
      interval {
        unit
        count
      }
      trialDays
      features {
        streams
        maxHeight
        ads
        downloads
        tags
      }
      includes
      retired
      prices {
        id
        territory
        price {
          minor
          currency
        }
        taxIncluded
        from
        noticeDays
      }
      announcements {
        id
        priceId
        askedAt
        told
        skipped
        total
        done
      }
    }
    sellableCurrencies
    me {
      permissions
    }
  }
`);
export type StudioPlan = NonNullable<ResultOf<typeof StudioPlanQuery>['studioPlan']>;
export type StudioPrice = StudioPlan['prices'][number];

export const AnnouncePriceMutation = graphql(`
  mutation AnnouncePriceToAll($commandId: ID!, $planId: ID!, $priceId: ID!) {
    announcePriceToAll(commandId: $commandId, planId: $planId, priceId: $priceId) {
      __typename
      ... on PlansChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const DefinePlanMutation = graphql(`
  mutation DefinePlan(
    $commandId: ID!
    $planId: ID!
    $name: String!
    $description: String
    $interval: PlanIntervalInput!
    $trialDays: Int!
    $features: PlanFeaturesInput!
  ) {
    definePlan(
      commandId: $commandId
      planId: $planId
      name: $name
      description: $description
      interval: $interval
      trialDays: $trialDays
      features: $features
    ) {
      __typename
      ... on PlansChanged {
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

export const DescribePlanMutation = graphql(`
  mutation DescribePlan($commandId: ID!, $planId: ID!, $name: String!, $description: String) {
    describePlan(commandId: $commandId, planId: $planId, name: $name, description: $description) {
      __typename
      ... on PlansChanged {
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

export const ChangePlanFeaturesMutation = graphql(`
  mutation ChangePlanFeatures($commandId: ID!, $planId: ID!, $features: PlanFeaturesInput!) {
    changePlanFeatures(commandId: $commandId, planId: $planId, features: $features) {
      __typename
      ... on PlansChanged {
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

export const SetPlanPriceMutation = graphql(`
  mutation SetPlanPrice(
    $commandId: ID!
    $planId: ID!
    $priceId: ID!
    $territory: String
    $amountMinor: Int!
    $currency: String!
    $taxIncluded: Boolean!
    $from: DateTime
    $noticeDays: Int!
  ) {
    setPlanPrice(
      commandId: $commandId
      planId: $planId
      priceId: $priceId
      territory: $territory
      amountMinor: $amountMinor
      currency: $currency
      taxIncluded: $taxIncluded
      from: $from
      noticeDays: $noticeDays
    ) {
      __typename
      ... on PlansChanged {
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

export const RetirePlanMutation = graphql(`
  mutation RetirePlan($commandId: ID!, $planId: ID!) {
    retirePlan(commandId: $commandId, planId: $planId) {
      __typename
      ... on PlansChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

/** Tags that titles have. */
export const TitleTagsQuery = graphql(`
  query TitleTags {
    titleTags {
      tag
      titles
    }
  }
`);
