// expect: src-shared/num may not import this package
import 'zod';
