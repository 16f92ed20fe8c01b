import { SeeAsBanner } from './see-as-banner.tsx';
import { StepUpOverlay } from './step-up.tsx';

/** What lies over every page. */
export function Overlays() {
  return (
    <>
      <SeeAsBanner />
      <StepUpOverlay />
    </>
  );
}
