import type { ButtonHTMLAttributes, ReactNode } from 'react';

export type ButtonLook = 'plain' | 'primary' | 'outline' | 'ghost' | 'danger';

/** Class names of a button, also for links that look like one. */
export const buttonClass = (look: ButtonLook = 'plain', extra = ''): string => `btn btn--${look} ${extra}`.trim();

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: ButtonLook;
  readonly small?: boolean;
}

export function Button({ look = 'plain', small = false, className = '', ...rest }: ButtonProps) {
  return <button type="button" className={buttonClass(look, `${small ? 'btn--small ' : ''}${className}`)} {...rest} />;
}

interface IconButtonProps extends ButtonProps {
  /** What it does, for those who cannot see the icon; also its tooltip. */
  readonly label: string;
  readonly children: ReactNode;
}

export function IconButton({ label, look = 'ghost', className = '', ...rest }: IconButtonProps) {
  return <Button look={look} aria-label={label} title={label} className={`btn--icon ${className}`} {...rest} />;
}
