import { useState } from 'react';

export function useMaybe(wanted: boolean): number {
  // expect: rules-of-hooks
  if (wanted) return useState(0)[0];
  return 1;
}
