// expect: src-shared/engine may not leave its top-level folder
import '../../test/support/account.ts';
