import { z } from 'zod';

const many = (count: number | bigint): string => count.toLocaleString('en');

/** What is wrong with a value, and what to do, for people. Limits are those of the schema that refused it. */
export function issueMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string')
        return Number(issue.minimum) <= 1
          ? 'Write something here.'
          : `Write at least ${many(issue.minimum)} characters.`;
      return issue.origin === 'number' || issue.origin === 'int' ? `Write ${issue.minimum} or more.` : undefined;
    case 'too_big':
      if (issue.origin === 'string') return `Keep it within ${many(issue.maximum)} characters.`;
      return issue.origin === 'number' || issue.origin === 'int' ? `Write ${issue.maximum} or less.` : undefined;
    case 'invalid_type':
      if (issue.expected === 'int' || issue.expected === 'number' || issue.expected === 'nan')
        return 'Write a whole number.';
      return issue.expected === 'string' ? 'Write something here.' : undefined;
    case 'invalid_union':
    case 'invalid_value':
      return 'Choose one of the values.';
    default:
      return undefined;
  }
}

// No generated code: the content security policy of our pages forbids it.
z.config({ jitless: true, customError: issueMessage });
