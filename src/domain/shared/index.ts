export * from './calendar';
export * from './moment';
export * from './problems';
export * from './source';
export * from './spread';
export * from './typed';
export * from './wording';
export * from './working-days';
