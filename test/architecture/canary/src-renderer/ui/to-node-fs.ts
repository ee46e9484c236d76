// expect: src-renderer/ui may not import Node's modules
import 'node:fs';
