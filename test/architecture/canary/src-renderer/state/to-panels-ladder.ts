// expect: src-renderer/state may not import this layer
import '../panels/ladder/Ladder.tsx';
