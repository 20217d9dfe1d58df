CREATE TABLE `coordinator_mail_settings` (
	`coordinator_id` text PRIMARY KEY NOT NULL,
	`rhythm` text NOT NULL,
	`last_digest_day` text,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sent_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`parent_id` text NOT NULL,
	`template` text NOT NULL,
	`delivery` text NOT NULL,
	`sealed_text` text NOT NULL,
	`sent_by` text NOT NULL,
	`sent_at` integer NOT NULL,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sent_letters_by_parent` ON `sent_letters` (`parent_id`,`sent_at`);--> statement-breakpoint
-- A letter stays as it was sent. A rotation seals it anew. A rebuilt table loses its triggers: create them again after it.
CREATE TRIGGER `sent_letters_refuse_update` BEFORE UPDATE OF `id`, `parent_id`, `template`, `delivery`, `sent_by`, `sent_at` ON `sent_letters`
BEGIN
  SELECT RAISE(ABORT, 'sent_letters is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `sent_letters_refuse_delete` BEFORE DELETE ON `sent_letters`
BEGIN
  SELECT RAISE(ABORT, 'sent_letters is append-only');
END;
--> statement-breakpoint
-- INSERT OR REPLACE would delete a row without the triggers above and below.
CREATE TRIGGER `sent_letters_refuse_replace` BEFORE INSERT ON `sent_letters`
WHEN EXISTS (SELECT 1 FROM `sent_letters` WHERE `id` = NEW.`id` OR `rowid` = NEW.`rowid`)
BEGIN
  SELECT RAISE(ABORT, 'sent_letters is append-only');
END;
