// expect: src-renderer/bridge may not import this layer
import '../ui/Amount.tsx';
