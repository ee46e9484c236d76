// expect: src-shared/venues may not import this layer of src-shared
import '#shared/document/file.ts';
