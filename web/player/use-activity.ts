import { type RefObject, useEffect, useState } from 'react';

const quietAfterMs = 2500;

/** True while somebody moves, taps or types; false 2.5 s later, as long as `mayHide`. */
export function useActivity(element: RefObject<HTMLElement | null>, mayHide: boolean): boolean {
  const [active, setActive] = useState(true);
  useEffect(() => {
    const stage = element.current;
    if (stage === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wake = () => {
      setActive(true);
      clearTimeout(timer);
      if (mayHide) timer = setTimeout(() => setActive(false), quietAfterMs);
    };
    const sleep = () => {
      if (mayHide) setActive(false);
    };
    wake();
    for (const event of ['pointermove', 'pointerdown', 'keydown', 'focusin']) stage.addEventListener(event, wake);
    stage.addEventListener('mouseleave', sleep);
    return () => {
      clearTimeout(timer);
      for (const event of ['pointermove', 'pointerdown', 'keydown', 'focusin']) stage.removeEventListener(event, wake);
      stage.removeEventListener('mouseleave', sleep);
    };
  }, [element, mayHide]);
  return active;
}
