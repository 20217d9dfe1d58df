CREATE TABLE `call_reopenings` (
	`id` text PRIMARY KEY NOT NULL,
	`parent_id` text NOT NULL,
	`reopened_at` integer NOT NULL,
	`reopened_by` text NOT NULL,
	`reason` text NOT NULL,
	`covers_until` integer NOT NULL,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `call_reopenings_by_parent` ON `call_reopenings` (`parent_id`,`reopened_at`);