declare function later(): Promise<void>;
// expect: no-floating-promises
later();
