import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../../forms/form.tsx';
import { showRefusal } from '../../forms/refusal.ts';
import { HEIGHTS } from '../heights.ts';
import { TagsField } from './tags-field.tsx';
import { featureFields, featuresOf, featureValues, INTERVALS, nameFields, trialField } from './plan-fields.ts';
import {
  ChangePlanFeaturesMutation,
  DefinePlanMutation,
  DescribePlanMutation,
  type StudioPlan,
} from './plans.queries.ts';

const schema = z.object({ ...nameFields, ...featureFields, trialDays: trialField, interval: z.string() });
const empty: z.input<typeof schema> = {
  ...{ name: '', description: '', interval: 'MONTH 1', trialDays: '14' },
  ...{ streams: '2', maxHeight: '1080', ads: false, downloads: false, tags: [] },
};

interface PlanDialogProps {
  /** Null: a new one. */
  readonly plan: StudioPlan | null;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Makes a plan, or changes what it is called and includes. How often is paid and how long it may be tried stay as they were made. */
export function PlanDialog({ plan, onSaved, onClose }: PlanDialogProps) {
  const id = useId();
  const [, define] = useMutation(DefinePlanMutation);
  const [, describe] = useMutation(DescribePlanMutation);
  const [, include] = useMutation(ChangePlanFeaturesMutation);
  // One id for all tries: when an answer was lost, saying it again makes one plan.
  const [planId] = useState(() => plan?.id ?? randomUuid());
  const [commandId] = useState(randomUuid);
  const form = useAppForm({
    defaultValues:
      plan === null
        ? empty
        : {
            ...{ ...empty, name: plan.name, description: plan.description ?? '', ...featureValues(plan.features) },
            trialDays: String(plan.trialDays),
          },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { name, description: said, interval, trialDays, ...rest } = schema.parse(value);
      const description = said === '' ? null : said;
      const features = featuresOf(rest);
      if (plan === null) {
        const [unit = 'MONTH', count = '1'] = interval.split(' ');
        const asked = { unit: unit === 'YEAR' ? 'YEAR' : 'MONTH', count: Number(count) } as const;
        const { data, error } = await define({
          ...{ commandId, planId, name, description, interval: asked, trialDays, features },
        });
        if (data?.definePlan.__typename !== 'PlansChanged') return showRefusal(form, data?.definePlan, error);
        rememberToken(data.definePlan.token);
      } else {
        const told = await describe({ commandId: randomUuid(), planId, name, description });
        if (told.data?.describePlan.__typename !== 'PlansChanged')
          return showRefusal(form, told.data?.describePlan, told.error);
        rememberToken(told.data.describePlan.token);
        const { data, error } = await include({ commandId: randomUuid(), planId, features });
        if (data?.changePlanFeatures.__typename !== 'PlansChanged')
          return showRefusal(form, data?.changePlanFeatures, error);
        rememberToken(data.changePlanFeatures.token);
      }
      onSaved();
      onClose();
    },
  });
  const height = plan?.features.maxHeight ?? null;
  const isKnown = height === null || HEIGHTS.some(([value]) => value === String(height));
  return (
    <form.AppForm>
      <Dialog
        title={plan === null ? 'Make a plan' : `Change ${plan.name}`}
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Saving…" form={id}>
              {plan === null ? 'Make the plan' : 'Save'}
            </form.Submit>
          </>
        }
      >
        {plan !== null && <p className="s-lead">What it includes changes at once, for everybody who has it.</p>}
        <FormElement form={form} id={id} className="s-dialog-form">
          <form.AppField name="name">{(field) => <field.TextField label="Name" />}</form.AppField>
          <form.AppField name="description">
            {(field) => <field.TextField label="Description" multiline hint="What viewers read beside the price." />}
          </form.AppField>
          {plan === null && (
            <div className="s-filters">
              <form.AppField name="interval">
                {(field) => <field.ChoiceField label="Paid" options={INTERVALS} />}
              </form.AppField>
              <form.AppField name="trialDays">
                {(field) => <field.TextField label="Days of trial" inputMode="numeric" hint="0: none. It stays." />}
              </form.AppField>
            </div>
          )}
          <div className="s-filters">
            <form.AppField name="streams">
              {(field) => <field.TextField label="Streams at once" inputMode="numeric" />}
            </form.AppField>
            <form.AppField name="maxHeight">
              {(field) => (
                <field.ChoiceField
                  label="Picture up to"
                  options={isKnown ? HEIGHTS : [...HEIGHTS, [String(height), `${height}p`] as const]}
                />
              )}
            </form.AppField>
          </div>
          <form.AppField name="tags">
            {(field) => <TagsField value={field.state.value} onValue={(tags) => field.handleChange([...tags])} />}
          </form.AppField>
          <form.AppField name="ads">{(field) => <field.CheckField label="Shows advertisements" />}</form.AppField>
          <form.AppField name="downloads">
            {(field) => <field.CheckField label="Films may be kept on a device" />}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
