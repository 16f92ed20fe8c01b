import { Dialog } from '../../design/dialog.tsx';

/** What the failing program itself said. */
export function ProgramOutput({ output, onClose }: { output: string; onClose: () => void }) {
  return (
    <Dialog wide title="What the program said" onClose={onClose}>
      <pre className="code" tabIndex={0}>
        {output}
      </pre>
    </Dialog>
  );
}
