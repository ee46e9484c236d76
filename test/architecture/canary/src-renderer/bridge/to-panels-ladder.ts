// expect: src-renderer/bridge may not import this layer
import '../panels/ladder/Ladder.tsx';
