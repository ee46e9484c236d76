declare const kind: 'a' | 'b';
export let value = 0;
// expect: switch-exhaustiveness-check
switch (kind) {
  case 'a': value = 1;
}
