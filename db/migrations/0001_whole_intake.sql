CREATE TABLE `code_tries` (
	`connection` text NOT NULL,
	`hour` integer NOT NULL,
	`tries` integer NOT NULL,
	PRIMARY KEY(`connection`, `hour`)
);
--> statement-breakpoint
CREATE INDEX `code_tries_by_hour` ON `code_tries` (`hour`);--> statement-breakpoint
DROP INDEX `draft_sections_by_save`;--> statement-breakpoint
ALTER TABLE `draft_sections` ADD `kept_until` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `draft_sections` SET `kept_until` = `saved_at` + 28 * 86400000;--> statement-breakpoint
CREATE INDEX `draft_sections_by_end` ON `draft_sections` (`kept_until`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text,
	`kind` text NOT NULL,
	`mail` text NOT NULL,
	`outcome` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`provider_id` text,
	`last_error` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_outbox`("id", "file_id", "kind", "mail", "outcome", "attempts", "next_attempt_at", "provider_id", "last_error", "created_at") SELECT "id", "file_id", "kind", "mail", "outcome", "attempts", "next_attempt_at", "provider_id", "last_error", "created_at" FROM `outbox`;--> statement-breakpoint
DROP TABLE `outbox`;--> statement-breakpoint
ALTER TABLE `__new_outbox` RENAME TO `outbox`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`outcome`,`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `outbox_by_file` ON `outbox` (`file_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `drafts` ADD `resume_id` text;--> statement-breakpoint
ALTER TABLE `drafts` ADD `resume_token` text;--> statement-breakpoint
CREATE UNIQUE INDEX `drafts_by_resume` ON `drafts` (`resume_id`);--> statement-breakpoint
ALTER TABLE `files` ADD `legal_coordinator` text;--> statement-breakpoint
ALTER TABLE `files` ADD `proposed_legal` text;--> statement-breakpoint
ALTER TABLE `files` ADD `cleared_at` integer;--> statement-breakpoint
ALTER TABLE `files` ADD `joined_into` text;--> statement-breakpoint
CREATE INDEX `files_by_assistance` ON `files` (`legal_coordinator`,`stage`);--> statement-breakpoint
ALTER TABLE `parents` ADD `contact` text;--> statement-breakpoint
ALTER TABLE `parents` ADD `given_reference` text;--> statement-breakpoint
ALTER TABLE `parents` ADD `standing` text;--> statement-breakpoint
ALTER TABLE `parents` ADD `access_id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `parents_by_access` ON `parents` (`access_id`);