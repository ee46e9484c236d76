// expect: src-renderer/state may not import this layer
import '../ui/Amount.tsx';
