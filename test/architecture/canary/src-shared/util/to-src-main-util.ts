// expect: src-shared/util may not leave its top-level folder
import '../../src-main/util/sha256.ts';
