// expect: src-renderer/charts may not import this layer
import '../state/store.ts';
