// expect: src-main/ipc may not import this layer
import '../exchange/recording.ts';
