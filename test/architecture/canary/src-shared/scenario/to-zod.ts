// expect: src-shared/scenario may not import this package
import 'zod';
