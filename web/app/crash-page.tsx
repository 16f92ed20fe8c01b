import { IconAlertTriangle } from '@tabler/icons-react';
import { Button } from '../design/button.tsx';
import { StateMessage } from '../design/states.tsx';

/** A page that broke: mostly a newer version of the app was installed while this one was open. */
export function CrashPage({ error }: { error: unknown }) {
  return (
    <main>
      <title>Something broke · Reprise</title>
      <StateMessage
        whole
        bad
        icon={<IconAlertTriangle size={30} stroke={1.6} />}
        title="This page broke"
        actions={
          <Button look="primary" onClick={() => location.reload()}>
            Load it again
          </Button>
        }
      >
        A fresh load usually helps. The program said: “{error instanceof Error ? error.message : String(error)}”.
      </StateMessage>
    </main>
  );
}
