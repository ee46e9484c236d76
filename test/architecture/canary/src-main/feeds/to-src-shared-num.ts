// expect: src-main/feeds may not leave its top-level folder
import '../../src-shared/num/units.ts';
