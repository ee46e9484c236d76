// expect: src-shared/engine may not import this package
export const late = import('zod');
