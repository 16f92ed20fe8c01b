import { graphql } from '../app/graphql/gql.ts';

export const NameDeviceMutation = graphql(`
  mutation NameDevice($commandId: ID!, $deviceId: ID!, $name: String) {
    nameDevice(commandId: $commandId, deviceId: $deviceId, name: $name) {
      __typename
      ... on DeviceChanged {
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

export const BlockDeviceMutation = graphql(`
  mutation BlockDevice($commandId: ID!, $deviceId: ID!) {
    blockDevice(commandId: $commandId, deviceId: $deviceId) {
      __typename
      ... on DeviceChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const UnblockDeviceMutation = graphql(`
  mutation UnblockDevice($commandId: ID!, $deviceId: ID!) {
    unblockDevice(commandId: $commandId, deviceId: $deviceId) {
      __typename
      ... on DeviceChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
