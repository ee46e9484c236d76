// expect: src-shared/domain may not import this package
import 'decimal.js';
