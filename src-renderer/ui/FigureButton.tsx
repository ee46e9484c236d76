import type { ReactNode } from 'react';

/** A figure that tells how it comes about when it is pressed. */
export function FigureButton({ children, onPress, testId, className = '' }: Readonly<{ children: ReactNode; onPress: () => void; testId?: string; className?: string }>) {
  return (
    <button type="button" className={`figure-button ${className}`} onClick={onPress} data-testid={testId}>
      {children}
      <span className="hidden-text">: how it comes about</span>
    </button>
  );
}
