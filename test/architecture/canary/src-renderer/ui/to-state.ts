// expect: src-renderer/ui may not import this layer
import '../state/store.ts';
