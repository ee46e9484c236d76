// expect: src-main/faces/cli may not import this layer
import '../../exchange/recording.ts';
