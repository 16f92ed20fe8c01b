import { anyDecider, anyProcess } from '../kernel/context.ts';
import { creditBookDecider, invoiceBookDecider } from './book.decider.ts';
import { chargingProcess } from './charging.process.ts';
import { findingProcess } from './finding.process.ts';
import { invoiceDecider } from './invoice.decider.ts';
import { payerDecider } from './payer.decider.ts';
import { refundingProcess } from './refunding.process.ts';

/** What decides on invoices and payers. */
export const invoiceDeciders = [
  anyDecider(invoiceDecider),
  anyDecider(invoiceBookDecider),
  anyDecider(creditBookDecider),
  anyDecider(payerDecider),
];
export const invoiceProcesses = [anyProcess(chargingProcess), anyProcess(refundingProcess), anyProcess(findingProcess)];
