import { IconCopy, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';

const FILE = 'reprise-recovery-codes.txt';
const textOf = (codes: readonly string[]): string =>
  ['Recovery codes for Reprise. Each works once.', '', ...codes, ''].join('\n');

/** Recovery codes, which are shown this once. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      setSaid('They are in the clipboard.');
    } catch {
      setSaid('This browser does not let a page copy. Select them, or save the file.');
    }
  };
  const save = () => {
    const url = URL.createObjectURL(new Blob([textOf(codes)], { type: 'text/plain' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: FILE });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    setSaid(`They are in the file ${FILE}.`);
  };
  return (
    <Dialog
      title="Keep these recovery codes"
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          I have kept them
        </Button>
      }
    >
      <div className="a-form">
        <p className="a-section__lead">
          Each opens your account once when you lose your phone. They are not shown again: keep them where you keep what
          is important.
        </p>
        <ul className="a-recovery" aria-label="Recovery codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div className="a-row__actions">
          <Button look="outline" onClick={() => void copy()}>
            <IconCopy size={18} /> Copy
          </Button>
          <Button look="outline" onClick={save}>
            <IconDownload size={18} /> Save as a file
          </Button>
        </div>
        <p className="field__hint" role="status">
          {said}
        </p>
      </div>
    </Dialog>
  );
}
