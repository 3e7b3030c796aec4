export * from './as-at';
export * from './briefings';
export * from './read';
export * from './save';
