// expect: src-shared/engine may not import this package
export { z } from 'zod';
