// expect: src-shared/engine may not leave its top-level folder
import '../../build/layers.ts';
