// expect: src-main/catalogue may not import this layer
import '../hub/desk.ts';
