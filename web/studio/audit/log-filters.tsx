import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { z } from 'zod';
import { Button } from '../../design/button.tsx';
import { FormElement, useAppForm } from '../../forms/form.tsx';
import { EventFiltersQuery } from './audit.queries.ts';
import { type LogFilter, type LogSearch, withFilter } from './log-search.ts';

const actorNames: Readonly<Record<string, string>> = {
  staff: 'Operators',
  viewer: 'Viewers',
  service: 'Workers and programs',
  process: 'Pipeline',
  system: 'System',
};
/** As long as the gateway takes. */
const schema = z.object({ q: z.string().max(100), context: z.string(), type: z.string(), actor: z.string() });
const typingMs = 300;

interface LogFiltersProps {
  readonly search: LogSearch;
  readonly onSearch: (search: LogSearch) => void;
}

/** Narrows the log. The address holds the filters, so that they can be shared and left by going back. */
export function LogFilters({ search, onSearch }: LogFiltersProps) {
  const [{ data }] = useQuery({ query: EventFiltersQuery });
  const given = {
    q: search.q ?? '',
    context: search.context ?? '',
    type: search.type ?? '',
    actor: search.actor ?? '',
  };
  const [initial] = useState(given);
  const form = useAppForm({ defaultValues: initial, validators: { onChange: schema } });
  const { q, context, type, actor } = given;
  // Words that were typed come back through the address: only others take their place.
  const typed = useRef(q);
  useEffect(() => {
    if (q !== typed.current) form.setFieldValue('q', q);
    typed.current = q;
  }, [form, q]);
  useEffect(() => {
    form.setFieldValue('context', context);
    form.setFieldValue('type', type);
    form.setFieldValue('actor', actor);
  }, [form, context, type, actor]);
  const put = (name: keyof typeof given) => ({
    onChange: ({ value }: { value: string }) => {
      if (value.trim() === (search[name] ?? '') || !schema.shape[name].safeParse(value).success) return;
      const next = withFilter(search, name, value);
      if (name === 'q') typed.current = next.q ?? '';
      onSearch(next);
      // A stream's name became the filter for streams.
      if (name === 'q' && next.q === undefined) form.setFieldValue('q', '');
    },
  });
  const filters = data?.eventFilters;
  const types = (filters?.types ?? []).filter((one) => context === '' || one.startsWith(`${context}.`));

  return (
    <>
      <FormElement form={form} className="s-filters">
        <form.AppField name="q" listeners={{ ...put('q'), onChangeDebounceMs: typingMs }}>
          {(field) => <field.TextField label="Find" type="search" placeholder="Words of a type, or an id" />}
        </form.AppField>
        <form.AppField name="context" listeners={put('context')}>
          {(field) => (
            <field.ChoiceField label="Context" options={choices('Every context', filters?.contexts ?? [], context)} />
          )}
        </form.AppField>
        <form.AppField name="type" listeners={put('type')}>
          {(field) => <field.ChoiceField label="Type" options={choices('Every type', types, type)} />}
        </form.AppField>
        <form.AppField name="actor" listeners={put('actor')}>
          {(field) => (
            <field.ChoiceField
              label="Actor"
              options={choices('Everybody', filters?.actorKinds ?? [], actor, (kind) => actorNames[kind] ?? kind)}
            />
          )}
        </form.AppField>
      </FormElement>
      <Pinned label="Stream" name="stream" search={search} onSearch={onSearch} />
      <Pinned label="Correlation" name="correlation" search={search} onSearch={onSearch} />
    </>
  );
}

/** The values to choose from; one that stands in the address is among them though no event has it. */
const choices = (
  every: string,
  values: readonly string[],
  chosen: string,
  nameOf: (value: string) => string = (value) => value,
): readonly (readonly [string, string])[] => [
  ['', every],
  ...[...new Set([...values, ...(chosen === '' ? [] : [chosen])])].map((value) => [value, nameOf(value)] as const),
];

/** A filter that a click in the list set; another one takes it away. */
function Pinned({
  label,
  name,
  search,
  onSearch,
}: LogFiltersProps & { readonly label: string; readonly name: LogFilter }) {
  const value = search[name];
  if (value === undefined) return null;
  return (
    <p className="s-pinned">
      {label} <code>{value}</code>
      <Button
        small
        look="ghost"
        aria-label={`Show every ${label.toLowerCase()} again`}
        onClick={() => onSearch(withFilter(search, name, ''))}
      >
        <IconX size={16} />
      </Button>
    </p>
  );
}
