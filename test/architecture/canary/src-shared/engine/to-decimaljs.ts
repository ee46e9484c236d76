// expect: src-shared/engine may not import this package
import 'decimal.js';
