export * from './list';
export * from './notes';
export * from './targets';
