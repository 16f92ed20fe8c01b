import { graphql } from '../app/graphql/gql.ts';
import type { FragmentOf, ResultOf } from '../app/graphql/gql.ts';
import { OfferFields, PurchaseFields } from '../billing/purchase.queries.ts';

/** What a card, the hero and the title page show of a film. */
export const FilmFields = graphql(`
  fragment FilmFields on Title {
    id
    name
    synopsis
    releaseYear
    attribution
    age
    durationMs
    posterUrl
    posterPlaceholder
    playable
    publishedAt
    access {
      canWatch
      reason
      by
      offers {
        __typename
        ... on TitleOffer {
          model
          price {
            minor
            currency
          }
        }
        ... on PlanOffer {
          planId
          name
          price {
            minor
            currency
          }
          interval {
            unit
            count
          }
        }
      }
    }
    progress {
      positionMs
      durationMs
      finished
      resumable
    }
  }
`);
export type Film = FragmentOf<typeof FilmFields>;

export const HomeQuery = graphql(
  `
    query Home($first: Int!) {
      titles(first: $first) {
        edges {
          node {
            ...FilmFields
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      continueWatching(first: 12) {
        positionMs
        durationMs
        title {
          id
          name
          durationMs
          posterUrl
          posterPlaceholder
        }
      }
    }
  `,
  [FilmFields],
);
export type Watching = ResultOf<typeof HomeQuery>['continueWatching'][number];

export const FilmsQuery = graphql(
  `
    query Films($first: Int!, $after: String, $search: String) {
      titles(first: $first, after: $after, search: $search) {
        edges {
          node {
            ...FilmFields
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [FilmFields],
);

export const FilmQuery = graphql(
  `
    query Film($id: ID!) {
      title(id: $id) {
        ...FilmFields
        offers {
          ...OfferFields
        }
        purchase {
          ...PurchaseFields
        }
      }
    }
  `,
  [FilmFields, OfferFields, PurchaseFields],
);
export type FilmOnSale = NonNullable<ResultOf<typeof FilmQuery>['title']>;
