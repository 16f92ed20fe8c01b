import { graphql } from '../app/graphql/gql.ts';
import type { FragmentOf } from '../app/graphql/gql.ts';

export const ProfileFields = graphql(`
  fragment ProfileFields on Profile {
    id
    name
    avatar
    kids
    maturityCap
    audioLanguage
    subtitles
    hasPin
    current
  }
`);
export type Profile = FragmentOf<typeof ProfileFields>;
export type Avatar = Profile['avatar'];

export const ProfilesQuery = graphql(
  `
    query Profiles {
      myAccount {
        id
      }
      myProfiles {
        ...ProfileFields
      }
    }
  `,
  [ProfileFields],
);

export const CreateProfileMutation = graphql(`
  mutation CreateProfile($commandId: ID!, $input: CreateProfileInput!) {
    createProfile(commandId: $commandId, input: $input) {
      __typename
      ... on ProfileSaved {
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

export const EditProfileMutation = graphql(`
  mutation EditProfile($commandId: ID!, $profileId: ID!, $input: EditProfileInput!) {
    editProfile(commandId: $commandId, profileId: $profileId, input: $input) {
      __typename
      ... on ProfileSaved {
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

export const SetMaturityCapMutation = graphql(`
  mutation SetMaturityCap($commandId: ID!, $profileId: ID!, $maturityCap: Int!, $kids: Boolean!, $password: String) {
    setMaturityCap(
      commandId: $commandId
      profileId: $profileId
      maturityCap: $maturityCap
      kids: $kids
      password: $password
    ) {
      __typename
      ... on ProfileSaved {
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

export const SetPlaybackPreferencesMutation = graphql(`
  mutation SetPlaybackPreferences($commandId: ID!, $profileId: ID!, $audioLanguage: String, $subtitles: String!) {
    setPlaybackPreferences(
      commandId: $commandId
      profileId: $profileId
      audioLanguage: $audioLanguage
      subtitles: $subtitles
    ) {
      __typename
      ... on ProfileSaved {
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

export const SetPinMutation = graphql(`
  mutation SetPin($commandId: ID!, $profileId: ID!, $pin: String, $password: String) {
    setPin(commandId: $commandId, profileId: $profileId, pin: $pin, password: $password) {
      __typename
      ... on ProfileSaved {
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

export const ChooseProfileMutation = graphql(`
  mutation ChooseProfile($commandId: ID!, $profileId: ID!, $pin: String) {
    chooseProfile(commandId: $commandId, profileId: $profileId, pin: $pin) {
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

export const DeleteProfileMutation = graphql(`
  mutation DeleteProfile($commandId: ID!, $profileId: ID!, $password: String) {
    deleteProfile(commandId: $commandId, profileId: $profileId, password: $password) {
      __typename
      ... on ProfileDeleted {
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
