CREATE TABLE `joining_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`parent_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`locator_hash` text NOT NULL,
	`wrong_codes` integer DEFAULT 0 NOT NULL,
	`shows_children` integer NOT NULL,
	`shows_document` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	`taken_back_at` integer,
	`declined_at` integer,
	`accepted_at` integer,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `joining_codes_by_code` ON `joining_codes` (`code_hash`);--> statement-breakpoint
CREATE INDEX `joining_codes_by_locator` ON `joining_codes` (`locator_hash`);--> statement-breakpoint
CREATE INDEX `joining_codes_by_parent` ON `joining_codes` (`parent_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `drafts` ADD `joining_code_id` text REFERENCES joining_codes(id);--> statement-breakpoint
CREATE INDEX `drafts_by_joining_code` ON `drafts` (`joining_code_id`);