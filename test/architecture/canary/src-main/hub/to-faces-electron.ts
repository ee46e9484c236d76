// expect: src-main/hub may not import this layer
import '../faces/electron/window.ts';
