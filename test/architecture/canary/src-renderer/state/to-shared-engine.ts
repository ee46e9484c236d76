// expect: src-renderer/state may not import this layer of src-shared
import '#shared/engine/file.ts';
