-- Nothing wrote into these tables before: there is no row that would need a place.
ALTER TABLE "action_indicator" ADD COLUMN     "position" INTEGER NOT NULL;

ALTER TABLE "investment_indicator" ADD COLUMN     "position" INTEGER NOT NULL;

CREATE UNIQUE INDEX "action_indicator_action_id_position_key" ON "action_indicator"("action_id", "position");

CREATE UNIQUE INDEX "investment_indicator_investment_id_position_key" ON "investment_indicator"("investment_id", "position");

-- From here on: rules that Prisma's schema cannot state.

ALTER TABLE "action_indicator" ADD CONSTRAINT "action_indicator_position_counts" CHECK ("position" > 0);
ALTER TABLE "investment_indicator" ADD CONSTRAINT "investment_indicator_position_counts" CHECK ("position" > 0);
