export { loadPlan, type CouncilPlan } from './load';
