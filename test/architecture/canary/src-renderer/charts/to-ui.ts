// expect: src-renderer/charts may not import this layer
import '../ui/Amount.tsx';
