// expect: src-main/db may not import this package
import 'zod';
