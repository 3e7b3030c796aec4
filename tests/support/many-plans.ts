import { calendarDate, moment } from '@/domain/shared';
import { savePlanChange } from '@/database/improvement';
import { generatedPlan } from '@/operations/demonstration';

import { runSql } from './database';

/** Of one council's plan: what a large council has. */
export const ACTIONS_IN_A_PLAN = 150;

/**
 * Gives Barnsley a plan, and copies of it to other councils of today until there are so many actions in all, with findings they answer, dependencies and history.
 * The copies go past the triggers, which would take minutes: how they came about is nobody's concern here. Operations work on `databaseUrl` by DATABASE_URL.
 */
export async function makePlans(databaseUrl: string, actions: number): Promise<void> {
  const plan = generatedPlan('barnsley', ACTIONS_IN_A_PLAN, calendarDate('2026-11-20'));
  await savePlanChange('barnsley', plan, { actor: 'operator', reason: null, at: moment('2026-01-05T09:00:00.000Z') });
  const [{ id } = { id: '' }] = plan.plans ?? [];
  const copies = Math.ceil(actions / ACTIONS_IN_A_PLAN) - 1;
  await runSql(
    databaseUrl,
    `
    BEGIN;
    SET LOCAL session_replication_role = replica;
    CREATE TEMPORARY TABLE council ON COMMIT DROP AS
      SELECT id, slug, '-' || slug AS mark FROM authority WHERE abolished_on IS NULL AND slug <> 'barnsley' ORDER BY slug LIMIT ${copies};
    INSERT INTO plan (id, authority_id, title, partners, begins_on, version)
      SELECT p.id || c.mark, c.id, p.title, p.partners, p.begins_on, 1 FROM plan p, council c WHERE p.id = '${id}';
    INSERT INTO objective (id, plan_id, number, title, version)
      SELECT o.id || c.mark, o.plan_id || c.mark, o.number, o.title, 1 FROM objective o, council c WHERE o.plan_id = '${id}';
    CREATE TEMPORARY TABLE ours ON COMMIT DROP AS SELECT * FROM action WHERE plan_id = '${id}';
    INSERT INTO action (id, plan_id, objective_id, number, title, change, measure, area, owner_title, starts_on, due_on, stopped_on, stopped_reason, closed_on, closed_by, version)
      SELECT a.id || c.mark, a.plan_id || c.mark, a.objective_id || c.mark, a.number, a.title, a.change, a.measure, a.area, a.owner_title, a.starts_on,
             a.due_on, a.stopped_on, a.stopped_reason, a.closed_on, a.closed_by, 1
      FROM ours a, council c;
    INSERT INTO action_step (id, action_id, position, text, done_on)
      SELECT s.id || c.mark, s.action_id || c.mark, s.position, s.text, s.done_on FROM action_step s JOIN ours a ON a.id = s.action_id, council c;
    INSERT INTO date_move (action_id, position, "from", "to", reason, moved_on, moved_by)
      SELECT m.action_id || c.mark, m.position, m."from", m."to", m.reason, m.moved_on, m.moved_by FROM date_move m JOIN ours a ON a.id = m.action_id, council c;
    INSERT INTO progress_update (id, action_id, at, reported_by, done, steps_finished, finished, at_risk)
      SELECT u.id || c.mark, u.action_id || c.mark, u.at, u.reported_by, u.done, u.steps_finished, u.finished, u.at_risk
      FROM progress_update u JOIN ours a ON a.id = u.action_id, council c;
    INSERT INTO evidence (id, action_id, title, kind, dated_on, shows, given_on, given_by, verdict, checked_on, checked_by, version)
      SELECT e.id || c.mark, e.action_id || c.mark, e.title, e.kind, e.dated_on, e.shows, e.given_on, e.given_by, e.verdict, e.checked_on, e.checked_by, 1
      FROM evidence e JOIN ours a ON a.id = e.action_id, council c;
    INSERT INTO history_entry (chain, position, record_type, record_id, version, council, at, actor, content, written_in, previous_hash, hash)
      SELECT c.slug, h.position, h.record_type, h.record_id || c.mark, h.version, c.slug, h.at, h.actor, replace(h.content, '${id}', '${id}' || c.mark), h.written_in,
             h.previous_hash, h.hash
      FROM history_entry h, council c WHERE h.chain = 'barnsley' AND h.record_type IN ('plan', 'objective', 'action', 'progress-update', 'evidence');
    INSERT INTO finding (id, inspection_id, position, kind, area, title, paraphrase)
      SELECT 'finding ' || n || ' of ' || i.id, i.id, n, 'area-for-improvement', 'help-and-protection', 'Finding ' || n, 'What was found'
      FROM inspection i, generate_series(1, 5) n WHERE i.event_type <> 'focused-visit';
    INSERT INTO action_finding (action_id, finding_id)
      SELECT a.id, 'finding ' || (a.number % 5 + 1) || ' of ' || i.id
      FROM action a JOIN plan p ON p.id = a.plan_id
      JOIN LATERAL (SELECT id FROM inspection WHERE authority_id = p.authority_id AND event_type <> 'focused-visit' ORDER BY starts_on DESC LIMIT 1) i ON true;
    INSERT INTO action_dependency (action_id, needs_id)
      SELECT later.id, earlier.id FROM action later JOIN action earlier ON earlier.objective_id = later.objective_id AND earlier.number = later.number - 1;
    COMMIT;
    ANALYZE;
    `,
  );
}
