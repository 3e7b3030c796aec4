export * from './geography-column';
export * from './layout';
export * from './map';
export * from './reader';
export * from './upload';
