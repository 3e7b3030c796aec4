export * from './clocks';
export * from './comparison';
export * from './events';
export * from './inspection';
export * from './national';
export * from './versions';
export * from './waiting';
export * from './words';
