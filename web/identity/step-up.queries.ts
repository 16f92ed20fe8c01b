import { graphql } from '../app/graphql/gql.ts';

/** What whoever is signed in can prove it with. */
export const ProofsQuery = graphql(`
  query Proofs {
    myAccount {
      id
      email
      hasPassword
    }
  }
`);

export const ConfirmMutation = graphql(`
  mutation ConfirmItIsMe($commandId: ID!, $password: String) {
    confirmItIsMe(commandId: $commandId, password: $password) {
      __typename
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
