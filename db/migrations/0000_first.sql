CREATE TABLE `audit_events` (
	`file_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`detail` text NOT NULL,
	`happened_at` integer NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`file_id`, `sequence`),
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `draft_sections` (
	`draft_id` text NOT NULL,
	`section` text NOT NULL,
	`typed` text NOT NULL,
	`revision` integer NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`draft_id`, `section`),
	FOREIGN KEY (`draft_id`) REFERENCES `drafts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `draft_sections_by_save` ON `draft_sections` (`saved_at`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`form` text NOT NULL,
	`started_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`route` text NOT NULL,
	`stage` text NOT NULL,
	`lead_coordinator` text,
	`opened_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `files_reference` ON `files` (`reference`);--> statement-breakpoint
CREATE INDEX `files_by_lead` ON `files` (`lead_coordinator`,`opened_at`);--> statement-breakpoint
CREATE INDEX `files_by_load` ON `files` (`lead_coordinator`,`stage`);--> statement-breakpoint
CREATE INDEX `files_by_opening` ON `files` (`opened_at`);--> statement-breakpoint
CREATE TABLE `match_tokens` (
	`token` text NOT NULL,
	`kind` text NOT NULL,
	`file_id` text NOT NULL,
	`side` text NOT NULL,
	PRIMARY KEY(`token`, `file_id`, `side`),
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `match_tokens_by_file` ON `match_tokens` (`file_id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
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
CREATE INDEX `outbox_due` ON `outbox` (`outcome`,`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `outbox_by_file` ON `outbox` (`file_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `parents` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`side` text NOT NULL,
	`language` text NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `parents_by_file` ON `parents` (`file_id`,`side`);--> statement-breakpoint
CREATE TABLE `submissions` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`parent_id` text NOT NULL,
	`form` text NOT NULL,
	`version` integer NOT NULL,
	`answers` text NOT NULL,
	`safety` text,
	`other_contact` text,
	`idempotency_key` text NOT NULL,
	`sent_at` integer NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_idempotency_key` ON `submissions` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `submissions_by_file` ON `submissions` (`file_id`,`sent_at`);--> statement-breakpoint
CREATE INDEX `submissions_by_parent` ON `submissions` (`parent_id`);