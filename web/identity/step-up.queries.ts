import { graphql } from '../app/graphql/gql.ts';

/** What whoever is signed in can prove it with. */
export const ProofsQuery = graphql(`
  query Proofs {
    myAccount {
      id
      email
      hasPassword
      openIds {
        id
        name
      }
    }
    mySecurity {
      authenticator
      passkeys {
        id
      }
    }
  }
`);

export const ConfirmMutation = graphql(`
  mutation ConfirmItIsMe($commandId: ID!, $password: String, $code: String, $passkey: String) {
    confirmItIsMe(commandId: $commandId, password: $password, code: $code, passkey: $passkey) {
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
