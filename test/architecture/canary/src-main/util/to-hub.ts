// expect: src-main/util may not import this layer
import '../hub/engineHost.ts';
