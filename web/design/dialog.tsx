import { IconX } from '@tabler/icons-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from './button.tsx';

interface DialogProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/**
 * A modal dialog: the browser's own, which keeps the focus inside and closes on Escape. Render it to open it. The focus goes to
 * its first field, and back to where it was when the dialog closes.
 */
export function Dialog({ title, wide = false, onClose, children, actions }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Not later: one that left the page before it was closed does not give the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('form :is(input, textarea, select):not([hidden])')?.focus();
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={element}
      className={wide ? 'dialog dialog--wide' : 'dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (
          event.target === element.current &&
          event.detail > 0 &&
          outside(event.currentTarget, event.clientX, event.clientY)
        )
          onClose();
      }}
    >
      <div className="dialog__head">
        <h2 id={heading}>{title}</h2>
        <IconButton label="Close" onClick={onClose}>
          <IconX size={20} />
        </IconButton>
      </div>
      {children}
      {actions !== undefined && <div className="dialog__actions">{actions}</div>}
    </dialog>
  );
}

function outside(element: HTMLElement, x: number, y: number): boolean {
  const box = element.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
