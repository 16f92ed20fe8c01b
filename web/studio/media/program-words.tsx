import { Dialog } from '../../design/dialog.tsx';

/** What the failing program itself said. */
export function ProgramWords({ words, onClose }: { words: string; onClose: () => void }) {
  return (
    <Dialog wide title="What the program said" onClose={onClose}>
      <pre className="code" tabIndex={0}>
        {words}
      </pre>
    </Dialog>
  );
}
