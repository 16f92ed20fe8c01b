import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const StartPairingMutation = graphql(`
  mutation StartPairing($commandId: ID!) {
    startPairing(commandId: $commandId) {
      __typename
      ... on PairingStarted {
        deviceCode
        userCode
        verificationUrl
        verificationUrlComplete
        expiresAt
        interval
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
export type ShownCode = Extract<
  ResultOf<typeof StartPairingMutation>['startPairing'],
  { readonly __typename: 'PairingStarted' }
>;

export const PollPairingMutation = graphql(`
  mutation PollPairing($deviceCode: String!) {
    pollPairing(deviceCode: $deviceCode) {
      __typename
      ... on PairingPending {
        interval
      }
      ... on PairingSlowDown {
        interval
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const PairingQuery = graphql(`
  query Pairing($userCode: String!) {
    myAccount {
      email
    }
    pairing(userCode: $userCode) {
      __typename
      ... on PairingAsk {
        userCode
        device
        sameNetwork
        askedAt
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
type Lookup = ResultOf<typeof PairingQuery>;
export type PairingAsk = Extract<Lookup['pairing'], { readonly __typename: 'PairingAsk' }>;

export const ApprovePairingMutation = graphql(`
  mutation ApprovePairing($commandId: ID!, $userCode: String!) {
    answer: approvePairing(commandId: $commandId, userCode: $userCode) {
      __typename
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const DenyPairingMutation = graphql(`
  mutation DenyPairing($commandId: ID!, $userCode: String!) {
    answer: denyPairing(commandId: $commandId, userCode: $userCode) {
      __typename
      ... on Refusal {
        code
        message
      }
    }
  }
`);
