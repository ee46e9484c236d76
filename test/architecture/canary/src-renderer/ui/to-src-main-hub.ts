// expect: src-renderer/ui may not leave its top-level folder
import '../../src-main/hub/words.ts';
