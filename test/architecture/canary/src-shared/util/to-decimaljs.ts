// expect: src-shared/util may not import this package
import 'decimal.js';
