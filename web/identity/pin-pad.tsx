import './profiles.css';
import { IconBackspace } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button, IconButton } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { LONGEST_PIN, SHORTEST_PIN } from './fields.ts';

interface PinPadProps {
  /** Whose PIN. */
  readonly name: string;
  /** Tries a PIN; why it was not taken, or null. */
  readonly onPin: (pin: string) => Promise<string | null>;
  readonly onClose: () => void;
}

/** Asks for the PIN of a profile, by keys or by touch. */
export function PinPad({ name, onPin, onClose }: PinPadProps) {
  const input = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const fits = pin.length >= SHORTEST_PIN;
  useEffect(() => {
    if (!busy) input.current?.focus();
  }, [busy]);

  const type = (digits: string) => {
    setProblem(null);
    setPin(digits.replaceAll(/\D/g, '').slice(0, LONGEST_PIN));
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!fits || busy) return;
    setBusy(true);
    setProblem(await onPin(pin));
    setPin('');
    setBusy(false);
  };
  return (
    <Dialog title={`PIN of ${name}`} onClose={onClose}>
      <form className="a-pin" noValidate onSubmit={(event) => void send(event)}>
        <input
          ref={input}
          className="input a-pin__input"
          type="password"
          // The pad below is the keyboard on a touch screen.
          inputMode="none"
          autoComplete="off"
          aria-label="PIN"
          aria-invalid={problem !== null}
          aria-describedby="pin-problem"
          readOnly={busy}
          value={pin}
          onChange={(event) => type(event.target.value)}
        />
        <p id="pin-problem" className="field__error" role="alert">
          {problem}
        </p>
        <div className="a-pin__keys">
          {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
            <Button key={digit} onClick={() => type(pin + digit)}>
              {digit}
            </Button>
          ))}
          <IconButton label="Delete the last digit" look="ghost" onClick={() => type(pin.slice(0, -1))}>
            <IconBackspace size={24} stroke={1.7} />
          </IconButton>
          <Button onClick={() => type(`${pin}0`)}>0</Button>
          <Button look="primary" type="submit" disabled={!fits || busy} aria-busy={busy}>
            OK
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
