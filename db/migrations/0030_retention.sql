CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`side` text,
	`ground` text NOT NULL,
	`erased_by` text NOT NULL,
	`erased_at` integer NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `erasures_by_file` ON `erasures` (`file_id`);--> statement-breakpoint
CREATE TABLE `file_retentions` (
	`file_id` text PRIMARY KEY NOT NULL,
	`closed_at` integer NOT NULL,
	`expires_at` integer,
	`rules_hash` text DEFAULT '' NOT NULL,
	`held_at` integer,
	`held_by` text,
	`held_reason` text,
	`erased_at` integer,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `file_retentions_by_rules` ON `file_retentions` (`rules_hash`) WHERE erased_at is null;--> statement-breakpoint
CREATE INDEX `file_retentions_by_end` ON `file_retentions` (`expires_at`) WHERE erased_at is null;--> statement-breakpoint
-- Files that were closed before. Their terms are computed by the scheduled work.
INSERT INTO `file_retentions` (`file_id`, `closed_at`)
SELECT `files`.`id`, coalesce(
  (SELECT max(`happened_at`) FROM `audit_events` WHERE `audit_events`.`file_id` = `files`.`id`
    AND `action` IN ('closed', 'dismissed', 'application_withdrawn')),
  (SELECT max(`happened_at`) FROM `audit_events` WHERE `audit_events`.`file_id` = `files`.`id`),
  `files`.`created_at`)
FROM `files` WHERE `stage` IN ('closed', 'not-genuine') AND `merged_into_id` IS NULL;
--> statement-breakpoint
-- What is append-only leaves with an erasure alone, whose row is written first in the same batch. It lets nothing go that came
-- after it.
DROP TRIGGER `screenings_refuse_delete`;--> statement-breakpoint
CREATE TRIGGER `screenings_refuse_delete` BEFORE DELETE ON `screenings`
WHEN NOT EXISTS (SELECT 1 FROM `parents` JOIN `erasures` ON `erasures`.`file_id` = `parents`.`file_id`
  WHERE `parents`.`id` = OLD.`parent_id` AND coalesce(`erasures`.`side`, `parents`.`side`) = `parents`.`side`
    AND `erasures`.`erased_at` >= OLD.`recorded_at`)
BEGIN
  SELECT RAISE(ABORT, 'screenings is append-only');
END;
--> statement-breakpoint
DROP TRIGGER `sent_letters_refuse_delete`;--> statement-breakpoint
CREATE TRIGGER `sent_letters_refuse_delete` BEFORE DELETE ON `sent_letters`
WHEN NOT EXISTS (SELECT 1 FROM `parents` JOIN `erasures` ON `erasures`.`file_id` = `parents`.`file_id`
  WHERE `parents`.`id` = OLD.`parent_id` AND coalesce(`erasures`.`side`, `parents`.`side`) = `parents`.`side`
    AND `erasures`.`erased_at` >= OLD.`sent_at`)
BEGIN
  SELECT RAISE(ABORT, 'sent_letters is append-only');
END;
--> statement-breakpoint
DROP TRIGGER `contact_entries_refuse_delete`;--> statement-breakpoint
CREATE TRIGGER `contact_entries_refuse_delete` BEFORE DELETE ON `contact_entries`
WHEN NOT EXISTS (SELECT 1 FROM `erasures`
  WHERE `erasures`.`file_id` = OLD.`file_id` AND coalesce(`erasures`.`side`, OLD.`side`) = OLD.`side`
    AND `erasures`.`erased_at` >= OLD.`recorded_at`)
BEGIN
  SELECT RAISE(ABORT, 'contact_entries is append-only');
END;
--> statement-breakpoint
DROP TRIGGER `notes_refuse_delete`;--> statement-breakpoint
CREATE TRIGGER `notes_refuse_delete` BEFORE DELETE ON `notes`
WHEN OLD.`signed_at` IS NOT NULL AND NOT EXISTS (SELECT 1 FROM `erasures`
  WHERE `erasures`.`file_id` = OLD.`file_id` AND coalesce(`erasures`.`side`, OLD.`side`, '') = coalesce(OLD.`side`, '')
    AND `erasures`.`erased_at` >= OLD.`signed_at`)
BEGIN
  SELECT RAISE(ABORT, 'signed notes are append-only');
END;
--> statement-breakpoint
-- An erasure is on record for good.
CREATE TRIGGER `erasures_refuse_update` BEFORE UPDATE ON `erasures`
BEGIN
  SELECT RAISE(ABORT, 'erasures is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `erasures_refuse_delete` BEFORE DELETE ON `erasures`
BEGIN
  SELECT RAISE(ABORT, 'erasures is append-only');
END;
--> statement-breakpoint
-- INSERT OR REPLACE would delete a row without the triggers above and below.
CREATE TRIGGER `erasures_refuse_replace` BEFORE INSERT ON `erasures`
WHEN EXISTS (SELECT 1 FROM `erasures` WHERE `id` = NEW.`id` OR `rowid` = NEW.`rowid`)
BEGIN
  SELECT RAISE(ABORT, 'erasures is append-only');
END;
