export * from './as-at';
export * from './list';
export * from './notes';
export * from './targets';
