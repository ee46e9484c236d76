// expect: src-renderer/panels/* may not import this package
import 'electron';
