import { type ReactNode, useRef } from 'react';
import { Button } from './Button.tsx';

/** A button that asks for a file: the input itself is never seen. */
export function FileButton({ children, accept, onFile, kind = 'plain', className = '' }: Readonly<{ children: ReactNode; accept: string; onFile: (file: File) => void; kind?: 'plain' | 'primary'; className?: string }>) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="open" kind={kind} className={className} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after it was corrected.
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
