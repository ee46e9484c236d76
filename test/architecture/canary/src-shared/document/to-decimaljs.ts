// expect: src-shared/document may not import this package
import 'decimal.js';
