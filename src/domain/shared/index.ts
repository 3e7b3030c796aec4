export * from './calendar';
export * from './problems';
export * from './source';
export * from './spread';
export * from './wording';
export * from './working-days';
