export * from './briefing';
