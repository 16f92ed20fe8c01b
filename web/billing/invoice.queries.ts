import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const InvoiceQuery = graphql(`
  query Invoice($id: ID!) {
    invoice(id: $id) {
      id
      number
      status
      issuedAt
      paidAt
      recipient
      seller {
        name
        address
        vatId
      }
      country
      periodStart
      periodEnd
      lines {
        kind
        label
        amount {
          minor
          currency
        }
        taxIncluded
      }
      taxes {
        rateBasisPoints
        tax {
          minor
          currency
        }
      }
      net {
        minor
        currency
      }
      gross {
        minor
        currency
      }
      refunded {
        minor
        currency
      }
      refunds {
        id
        number
        status
        amount {
          minor
          currency
        }
        toCard {
          minor
          currency
        }
        askedAt
        endedAt
        pdfPath
      }
      pdfPath
    }
  }
`);
export type Invoice = NonNullable<ResultOf<typeof InvoiceQuery>['invoice']>;

export const InvoicesQuery = graphql(`
  query Invoices($after: String) {
    myInvoices(first: 6, after: $after) {
      edges {
        node {
          id
          number
          status
          issuedAt
          gross {
            minor
            currency
          }
          lines {
            kind
            label
          }
          refunds {
            id
            number
            status
            amount {
              minor
              currency
            }
            pdfPath
          }
          pdfPath
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    plans {
      id
    }
  }
`);
export type InvoicesPage = NonNullable<ResultOf<typeof InvoicesQuery>['myInvoices']>;
export type InvoiceInList = InvoicesPage['edges'][number]['node'];
