import { graphql } from '../app/graphql/gql.ts';

export const PasskeyOptionsMutation = graphql(`
  mutation PasskeyOptions($purpose: PasskeyPurpose!, $challenge: String) {
    passkeyOptions(purpose: $purpose, challenge: $challenge) {
      __typename
      ... on PasskeyOptions {
        json
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const SignInByPasskeyMutation = graphql(`
  mutation SignInByPasskey($commandId: ID!, $passkey: String!, $signOut: ID) {
    signInByPasskey(commandId: $commandId, passkey: $passkey, signOut: $signOut) {
      __typename
      ... on DeviceLimitReached {
        most
        devices {
          signInId
          device
          name
          seenAt
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const AddPasskeyOptionsMutation = graphql(`
  mutation AddPasskeyOptions {
    addPasskeyOptions {
      __typename
      ... on PasskeyOptions {
        json
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const AddPasskeyMutation = graphql(`
  mutation AddPasskey($commandId: ID!, $passkey: String!, $name: String!) {
    addPasskey(commandId: $commandId, passkey: $passkey, name: $name) {
      __typename
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const RenamePasskeyMutation = graphql(`
  mutation RenamePasskey($commandId: ID!, $id: ID!, $name: String!) {
    renamePasskey(commandId: $commandId, id: $id, name: $name) {
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

export const RemovePasskeyMutation = graphql(`
  mutation RemovePasskey($commandId: ID!, $id: ID!) {
    removePasskey(commandId: $commandId, id: $id) {
      __typename
      ... on Refusal {
        code
        message
      }
    }
  }
`);
