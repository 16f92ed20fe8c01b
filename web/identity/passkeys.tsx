import { startRegistration, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { When } from '../design/bits.tsx';
import { Button, IconButton } from '../design/button.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { profileName } from './fields.ts';
import { PasskeyButton } from './passkey-button.tsx';
import {
  AddPasskeyMutation,
  AddPasskeyOptionsMutation,
  RemovePasskeyMutation,
  RenamePasskeyMutation,
} from './passkey.queries.ts';
import { Row } from './section.tsx';
import type { MySecurity } from './security.queries.ts';
import { useStepUp } from './step-up.tsx';
import { type PasskeyAnswer, passkeyProblem } from './use-passkey.ts';

type Passkey = MySecurity['passkeys'][number];

/** The passkeys of an account: what they are called, and what can be done about them. */
export function Passkeys({ passkeys, onDone }: { passkeys: readonly Passkey[]; onDone: (words: string) => void }) {
  const { guarded } = useStepUp();
  const [, options] = useMutation(AddPasskeyOptionsMutation);
  const [, add] = useMutation(AddPasskeyMutation);
  const make = async (): Promise<PasskeyAnswer> => {
    const { data, error } = await guarded(() => options({}));
    const answer = data?.addPasskeyOptions;
    if (answer?.__typename !== 'PasskeyOptions')
      return { problem: answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy) };
    try {
      const optionsJSON = JSON.parse(answer.json) as PublicKeyCredentialCreationOptionsJSON;
      return { passkey: JSON.stringify(await startRegistration({ optionsJSON })) };
    } catch (thrown) {
      return { problem: passkeyProblem(thrown) };
    }
  };
  const keep = async (passkey: string): Promise<string | null> => {
    const name = `Passkey ${passkeys.length + 1}`;
    const { data, error } = await guarded(() => add({ commandId: randomUuid(), passkey, name }));
    const answer = data?.addPasskey;
    if (answer?.__typename !== 'FactorChanged')
      return answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy);
    onDone('The passkey is added. Sign in with it from now on, without a password.');
    return null;
  };
  return (
    <>
      <Row
        name="Passkeys"
        action={
          <PasskeyButton ask={make} onPasskey={keep}>
            Add a passkey
          </PasskeyButton>
        }
      >
        {passkeys.length === 0
          ? 'Sign in with your fingerprint, your face or the PIN of your device, without a password.'
          : 'Each of these signs in without a password.'}
      </Row>
      {passkeys.map((passkey) => (
        <PasskeyRow key={passkey.id} passkey={passkey} onDone={onDone} />
      ))}
    </>
  );
}

function PasskeyRow({ passkey, onDone }: { passkey: Passkey; onDone: (words: string) => void }) {
  const { id, name, addedAt } = passkey;
  const [open, setOpen] = useState<'name' | 'remove' | null>(null);
  const { guarded } = useStepUp();
  const [, remove] = useMutation(RemovePasskeyMutation);
  if (open === 'name')
    return (
      <div className="a-row">
        <NamePasskey
          passkey={passkey}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            onDone('The passkey has another name.');
          }}
        />
      </div>
    );
  return (
    <>
      <Row
        name={
          <>
            {name}{' '}
            <IconButton label={`Rename ${name}`} onClick={() => setOpen('name')}>
              <IconPencil size={18} />
            </IconButton>
          </>
        }
        action={
          <Button look="outline" aria-label={`Remove ${name}`} onClick={() => setOpen('remove')}>
            Remove
          </Button>
        }
      >
        Added <When at={addedAt} />
      </Row>
      {open === 'remove' && (
        <ConfirmDialog
          title="Remove the passkey?"
          keep="Keep it"
          button="Remove the passkey"
          onClose={() => setOpen(null)}
          run={async () => (await guarded(() => remove({ commandId: randomUuid(), id }))).data?.removePasskey}
          done="FactorChanged"
          onDone={() => onDone('The passkey is removed.')}
        >
          It does not sign in any more then. Your device may go on offering it until you delete it there too.
        </ConfirmDialog>
      )}
    </>
  );
}

function NamePasskey({ passkey, onClose, onDone }: { passkey: Passkey; onClose: () => void; onDone: () => void }) {
  const [, rename] = useMutation(RenamePasskeyMutation);
  const form = useAppForm({
    defaultValues: { name: passkey.name },
    validationLogic: afterFirstTry,
    onSubmit: async ({ value }) => {
      const { data, error } = await rename({ commandId: randomUuid(), id: passkey.id, name: value.name.trim() });
      const answer = data?.renamePasskey;
      if (answer?.__typename === 'FactorChanged') onDone();
      else showRefusal(form, answer, error);
    },
  });
  return (
    <div className="a-row__text" onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      <FormElement form={form} className="a-form">
        <form.AppField name="name" validators={{ onDynamic: profileName }}>
          {(field) => <field.TextField label="Name of the passkey" autoFocus />}
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
