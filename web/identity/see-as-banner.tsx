import './see-as.css';
import { IconEye } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { forgetAnswers, ViewerProvider } from '../app/graphql/viewer-client.tsx';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { EndSeeAsMutation } from './see-as.queries.ts';
import { HereQuery } from './sign-in.queries.ts';

const MINUTE = 60_000;
/** Back to the studio as oneself; all that was shown to the other is forgotten with the page. */
const leave = () => {
  forgetAnswers();
  window.location.assign('/studio/people');
};

/** On every page while somebody who works here sees as a viewer does: as whom, for how long, and the way back. */
export function SeeAsBanner() {
  return (
    <ViewerProvider>
      <Banner />
    </ViewerProvider>
  );
}

function Banner() {
  const [{ data }] = useQuery({ query: HereQuery });
  const seeing = data?.seeingAs ?? null;
  const [now, setNow] = useState(Date.now);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, end] = useMutation(EndSeeAsMutation);
  const until = seeing === null ? undefined : Date.parse(seeing.until);
  useEffect(() => {
    if (until === undefined) return undefined;
    const over = setTimeout(leave, Math.max(0, until - Date.now()) + 1000);
    const tick = setInterval(() => setNow(Date.now()), 10_000);
    return () => {
      clearTimeout(over);
      clearInterval(tick);
    };
  }, [until]);
  if (seeing === null || until === undefined) return null;
  const minutes = Math.max(1, Math.ceil((until - now) / MINUTE));
  const stop = async () => {
    const { data: answer, error } = await end({ commandId: randomUuid() });
    if (answer?.endSeeAs.__typename === 'SeeAsOver') return leave();
    const refused = answer?.endSeeAs;
    setProblem(refused?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  return (
    <section className="see-as" aria-label="Seeing as a viewer">
      <IconEye size={20} aria-hidden="true" />
      <p className="see-as__text">
        <span>
          You see this as{' '}
          <strong>
            {seeing.profile === null ? 'nobody' : seeing.profile} of {seeing.email ?? 'a household'}
          </strong>
          .
        </span>{' '}
        <span className="see-as__rest">
          You change nothing. {minutes === 1 ? 'A minute' : `${minutes} minutes`} left.
        </span>
        {problem !== null && (
          <span className="field__error" role="alert">
            {problem}
          </span>
        )}
      </p>
      <Button look="outline" disabled={fetching} aria-busy={fetching} onClick={() => void stop()}>
        End
      </Button>
    </section>
  );
}
