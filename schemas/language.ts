import { schemaContexts } from './contexts.ts';
import { createLanguage } from './kernel/language.ts';

/** The language of the standard contexts. */
export const language = createLanguage(schemaContexts);
