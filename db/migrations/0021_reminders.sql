CREATE TABLE `reminders` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`coordinator_id` text NOT NULL,
	`due_on` text NOT NULL,
	`sealed_text` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reminders_by_file` ON `reminders` (`file_id`,`coordinator_id`);--> statement-breakpoint
ALTER TABLE `parents` ADD `urgency` text;