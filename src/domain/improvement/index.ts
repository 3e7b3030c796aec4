export * from './plan';
export * from './state';
export * from './status';
export * from './versions';
