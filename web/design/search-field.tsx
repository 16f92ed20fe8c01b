import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

const typingMs = 200;

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  /** The words that are looked for now; mostly they stand in the address. */
  readonly value: string;
  /** Called with new words once typing pauses. */
  readonly onValue: (words: string) => void;
  readonly className: string;
}

/** Searches while typing. Words that come from elsewhere (going back, a link that clears them) take the place of what is typed. */
export function SearchField({ label, placeholder, value, onValue, className }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const known = useRef(value);
  const latest = useRef(onValue);
  latest.current = onValue;
  useEffect(() => {
    if (value === known.current) return;
    known.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    const words = text.trim();
    if (words === known.current) return;
    const timer = setTimeout(() => {
      known.current = words;
      latest.current(words);
    }, typingMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <form className={`search ${className}`} role="search" onSubmit={(event) => event.preventDefault()}>
      <IconSearch size={18} aria-hidden="true" />
      <input
        className="input"
        type="search"
        aria-label={label}
        placeholder={placeholder}
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}
