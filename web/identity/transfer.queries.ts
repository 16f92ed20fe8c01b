import { graphql } from '../app/graphql/gql.ts';

export const OfferProfileMutation = graphql(`
  mutation OfferProfile($commandId: ID!, $profileId: ID!, $password: String) {
    offerProfile(commandId: $commandId, profileId: $profileId, password: $password) {
      __typename
      ... on ProfileOffered {
        link
        until
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const OfferedProfileQuery = graphql(`
  query OfferedProfile($token: String!) {
    myAccount {
      id
    }
    offeredProfile(token: $token) {
      name
      avatar
    }
  }
`);

export const AcceptProfileMutation = graphql(`
  mutation AcceptProfile($commandId: ID!, $token: String!) {
    acceptProfile(commandId: $commandId, token: $token) {
      __typename
      ... on ProfileSaved {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
