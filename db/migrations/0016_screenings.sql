CREATE TABLE `screenings` (
	`id` text PRIMARY KEY NOT NULL,
	`parent_id` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`held_at` integer,
	`mode` text,
	`waiver` text,
	`finding` text NOT NULL,
	`sealed_note` text,
	`covers_until` integer NOT NULL,
	`amends_id` text,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `screenings_by_parent` ON `screenings` (`parent_id`,`recorded_at`);--> statement-breakpoint
CREATE TRIGGER `screenings_refuse_update` BEFORE UPDATE OF `id`, `parent_id`, `recorded_at`, `recorded_by`, `held_at`, `mode`, `waiver`, `finding`, `covers_until`, `amends_id` ON `screenings`
BEGIN
  SELECT RAISE(ABORT, 'screenings is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `screenings_refuse_delete` BEFORE DELETE ON `screenings`
BEGIN
  SELECT RAISE(ABORT, 'screenings is append-only');
END;
--> statement-breakpoint
-- What was done stays done: a parent whose other parent was called, or who has a joint session, counts as screened for
-- what they had told until then. Whatever they tell later makes a screening due.
INSERT INTO `screenings` (`id`, `parent_id`, `recorded_at`, `recorded_by`, `waiver`, `finding`, `covers_until`)
SELECT 'before ' || `done`.`parent_id`, `done`.`parent_id`, min(`done`.`at`), 'system', 'before-screenings', 'go-ahead', max(
  max(`done`.`at`),
  coalesce((SELECT max(`reported_at`) FROM `contact_holds` WHERE `contact_holds`.`parent_id` = `done`.`parent_id`), 0),
  coalesce((SELECT max(`sent_at`) FROM `submissions` WHERE `submissions`.`parent_id` = `done`.`parent_id`), 0))
FROM (
  SELECT `authorisations`.`parent_id` AS `parent_id`, `call_attempts`.`attempted_at` AS `at` FROM `call_attempts`
  INNER JOIN `authorisations` ON `authorisations`.`id` = `call_attempts`.`authorisation_id`
  UNION ALL
  SELECT `attendances`.`parent_id`, `appointments`.`created_at` FROM `attendances`
  INNER JOIN `appointments` ON `appointments`.`id` = `attendances`.`appointment_id`
  WHERE `appointments`.`kind` = 'joint' AND `appointments`.`cancelled_at` IS NULL AND `appointments`.`held_until` IS NULL
) `done`
GROUP BY `done`.`parent_id`;
