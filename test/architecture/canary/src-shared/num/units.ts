// expect: src-shared/num/units.ts may not import this package
import 'zod';
// expect: src-shared/num/units.ts may not import this layer
import '../domain/account.ts';
import 'decimal.js';
