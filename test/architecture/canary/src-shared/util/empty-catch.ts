declare function risky(): void;
try {
  risky();
// expect: no-empty
} catch {}
