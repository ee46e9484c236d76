// expect: src-renderer/bridge may not import this package
import 'electron';
