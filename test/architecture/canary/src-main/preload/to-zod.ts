// expect: src-main/preload may not import this package
import 'zod';
