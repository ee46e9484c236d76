// expect: src-main/db may not import this layer
import '../hub/engineHost.ts';
