// expect: src-renderer/ui may not import this package
import 'electron';
