export { prepareTimeline, type Timeline } from './prepare-timeline';
export { RatingsTimeline, type RatingsTimelineProps } from './ratings-timeline';
export { ROW_HEIGHT, type Scale } from './wide-frame';
export { layoutBlocks, layoutZigZags, type WideBlock, type WideZigZag } from './wide-layout';
export { Block } from './wide-timeline';
