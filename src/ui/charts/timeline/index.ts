export { RatingsTimeline, type RatingsTimelineProps } from './ratings-timeline';
