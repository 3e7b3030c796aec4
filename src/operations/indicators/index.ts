export * from './explorer';
export * from './import';
export * from './pages';
export * from './view';
