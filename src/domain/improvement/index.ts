export * from './plan';
export * from './publication';
export * from './state';
export * from './status';
export * from './versions';
