import { IconCloudUpload, IconUpload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Button } from '../../design/button.tsx';
import { Skeleton, StateMessage } from '../../design/states.tsx';
import type { Asset } from './media.queries.ts';
import { summaryOf } from './stage-model.ts';

/** Before the first film. */
export function EmptyBoard({ onChoose }: { onChoose: () => void }) {
  return (
    <div className="s-dropzone">
      <StateMessage
        icon={<IconCloudUpload size={32} stroke={1.5} />}
        title="Drop films here"
        actions={
          <Button look="primary" onClick={onChoose}>
            <IconUpload size={18} />
            Choose films
          </Button>
        }
      >
        Each one is probed, encoded into a ladder and packaged, and you can watch it happen here. Several at once are
        fine; an upload that is interrupted goes on where it stopped.
      </StateMessage>
    </div>
  );
}

/** When a filter fits no film. */
export function EmptyStage({ stage }: { stage: Asset['stage'] }) {
  return (
    <StateMessage
      icon={<IconCloudUpload size={30} stroke={1.6} />}
      title="No film is at this stage"
      actions={
        <Link to="/studio/pipeline" search={{}} className="btn btn--outline">
          Show all films
        </Link>
      }
    >
      Films that are “{summaryOf(stage).label.toLowerCase()}” appear here by themselves.
    </StateMessage>
  );
}

/** While the films load. */
export function BoardSkeleton() {
  return (
    <ul className="s-stack" aria-busy="true" aria-label="Loading films">
      {[0, 1, 2].map((index) => (
        <li key={index} className="s-card">
          <div className="s-card__head">
            <Skeleton width={112} height={63} />
            <div className="s-card__text">
              <Skeleton width="min(260px, 70%)" height={20} />
              <Skeleton width="min(180px, 50%)" height={14} style={{ marginTop: 10 }} />
            </div>
          </div>
          <Skeleton height={56} />
        </li>
      ))}
    </ul>
  );
}
