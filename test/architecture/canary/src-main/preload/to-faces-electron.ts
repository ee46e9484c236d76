// expect: src-main/preload may not import this layer
import '../faces/electron/handle.ts';
