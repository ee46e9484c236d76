// expect: src-renderer/bridge may not import this layer
import '../state/store.ts';
