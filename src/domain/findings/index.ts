export * from './clocks';
export * from './draft';
export * from './draft-form';
export * from './draft-words';
export * from './finding';
export * from './links';
export * from './selection';
export * from './words';
