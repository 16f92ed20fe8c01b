import { WrongMasterKey } from '../../adapters/postgres/master-keys.ts';
import { isOutage } from '../../ports/outage.ts';
import { ServiceFailed, MissingProgram } from '../services/service.ts';
import { WrongConfiguration } from '../wrong-configuration.ts';
import { CommandFailed } from './print.ts';

/** Errors that a person can put right: their message is enough, a stack would only frighten. */
const EXPECTED = [WrongConfiguration, MissingProgram, ServiceFailed, CommandFailed, WrongMasterKey];

/** What a person is shown of an error: its message when it says what to do, else the stack. */
export function textFor(error: unknown): string {
  const isExpected = error instanceof Error && (EXPECTED.some((kind) => error instanceof kind) || isOutage(error));
  if (isExpected) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
