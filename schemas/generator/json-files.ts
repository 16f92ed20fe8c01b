import type { EventDefinition, MessageDefinition } from '../kernel/define.ts';
import { toJsonSchema } from '../kernel/validate.ts';

/** A file to be written: its path from the project's root and its whole text. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Folder of the published contract: one file per event version. */
export const jsonFolder = 'schemas/json';

/** `media.UploadStarted.v1`: the name of one version's files. */
export const versionName = ({ type, version }: Pick<EventDefinition, 'type' | 'version'>): string =>
  `${type}.v${version}`;

/** The JSON Schema of each event version, with sorted keys, so that only a change of meaning changes a byte. */
export function jsonFiles(definitions: readonly EventDefinition[]): GeneratedFile[] {
  return definitions.map((definition) => ({
    path: `${jsonFolder}/${versionName(definition)}.json`,
    text: stableJson({
      $id: versionName(definition),
      title: definition.type,
      description: definition.description,
      ...toJsonSchema(definition.data),
    }),
  }));
}

/** Folder of what programs of others send us. */
export const messagesFolder = 'schemas/messages';

/** The JSON Schema of a message, with its examples. */
export const messageSchema = ({ name, description, data, examples }: MessageDefinition): Record<string, unknown> => ({
  $id: name,
  title: name,
  description,
  ...toJsonSchema(data, 'input'),
  examples,
});

/** A file for each message. */
export const messageFiles = (definitions: readonly MessageDefinition[]): GeneratedFile[] =>
  definitions.map((definition) => ({
    path: `${messagesFolder}/${definition.name}.json`,
    text: stableJson(messageSchema(definition)),
  }));

/** JSON with sorted keys, two spaces and a final line break. */
export const stableJson = (value: unknown): string => `${JSON.stringify(value, sortedKeys, 2)}\n`;

const sortedKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
