import { graphql } from '../app/graphql/gql.ts';

export const PrivacyQuery = graphql(`
  query Privacy {
    myAccount {
      id
      leavingAt
    }
  }
`);

export const RequestErasureMutation = graphql(`
  mutation RequestErasure($commandId: ID!, $password: String) {
    requestErasure(commandId: $commandId, password: $password) {
      __typename
      ... on ErasureRequested {
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

export const CancelErasureMutation = graphql(`
  mutation CancelErasure($commandId: ID!) {
    cancelErasure(commandId: $commandId) {
      __typename
      ... on ErasureCancelled {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
