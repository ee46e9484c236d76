// expect: src-main/faces/electron may not import this layer
import '../../hub/engineHost.ts';
