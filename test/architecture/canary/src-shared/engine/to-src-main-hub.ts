// expect: src-shared/engine may not leave its top-level folder
import '../../src-main/hub/engineHost.ts';
