import { useMutation } from 'urql';
import { z } from 'zod';
import { rememberToken } from '../app/graphql/consistency.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { NameDeviceMutation } from './device.queries.ts';

const name = z.string().trim().max(50, 'At most 50 characters.');

interface NameDeviceProps {
  readonly deviceId: string;
  readonly name: string | null;
  /** What it is called without a name. */
  readonly kind: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Changes what a device is called, in its place in the list. Escape leaves it as it is. */
export function NameDevice({ deviceId, name: before, kind, onClose, onDone }: NameDeviceProps) {
  const [, change] = useMutation(NameDeviceMutation);
  const form = useAppForm({
    defaultValues: { name: before ?? '' },
    validationLogic: afterFirstTry,
    onSubmit: async ({ value }) => {
      const { data, error } = await change({ commandId: randomUuid(), deviceId, name: value.name.trim() });
      const answer = data?.nameDevice;
      if (answer?.__typename !== 'DeviceChanged') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onDone();
    },
  });
  return (
    <div className="a-row__text" onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      <FormElement form={form} className="a-form">
        <form.AppField name="name" validators={{ onDynamic: name }}>
          {(field) => <field.TextField label="Name of the device" hint={`Without one: ${kind}.`} autoFocus />}
        </form.AppField>
        <form.AppForm>
          <form.Problem />
          <div className="a-row__actions">
            <form.Submit pending="Saving…">Save</form.Submit>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
          </div>
        </form.AppForm>
      </FormElement>
    </div>
  );
}
