export * from './as-at';
export * from './figure-uploads';
export * from './list';
export * from './notes';
export * from './save-figures';
export * from './save-own';
export * from './targets';
