// expect: src-renderer/state may not import this package
import 'electron';
