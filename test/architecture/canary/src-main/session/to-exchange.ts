// expect: src-main/session may not import this layer
import '../exchange/demoExchange.ts';
