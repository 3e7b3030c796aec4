export * from './answers';
export * from './contract';
export * from './items';
export * from './openapi';
export * from './tables';
