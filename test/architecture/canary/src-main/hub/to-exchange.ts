// expect: src-main/hub may not import this layer
import '../exchange/demoExchange.ts';
