// expect: src-shared/venues may not import this package
import 'zod';
