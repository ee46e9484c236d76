import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export type ButtonProps = Readonly<{
  children: ReactNode;
  onClick?: () => void;
  icon?: IconName;
  /** The words are for screen readers and the title only. */
  iconOnly?: boolean;
  pressed?: boolean;
  kind?: 'plain' | 'primary' | 'danger';
  disabled?: boolean;
  title?: string;
  type?: 'button' | 'submit';
  className?: string;
}>;

export function Button({ children, onClick, icon, iconOnly = false, pressed, kind = 'plain', disabled = false, title, type = 'button', className = '' }: ButtonProps) {
  return (
    <button type={type} className={`button ${kind} ${iconOnly ? 'icon-only' : ''} ${className}`} onClick={onClick} aria-pressed={pressed} disabled={disabled} title={title}>
      {icon !== undefined && <Icon name={icon} size={14} />}
      <span className={iconOnly ? 'hidden-text' : 'button-label'}>{children}</span>
    </button>
  );
}
