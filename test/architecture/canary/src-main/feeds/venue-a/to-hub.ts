// expect: src-main/feeds/* may not import this layer
import '../../hub/engineHost.ts';
