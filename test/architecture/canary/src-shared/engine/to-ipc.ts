// expect: src-shared/engine may not import this layer
import '../ipc/view.ts';
