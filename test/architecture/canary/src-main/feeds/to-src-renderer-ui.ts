// expect: src-main/feeds may not leave its top-level folder
import '../../src-renderer/ui/Amount.tsx';
