CREATE TABLE `absences` (
	`id` text PRIMARY KEY NOT NULL,
	`coordinator_id` text NOT NULL,
	`from_day` text NOT NULL,
	`until_day` text NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer NOT NULL,
	`stand_in_id` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `absences_by_coordinator` ON `absences` (`coordinator_id`,`until_at`);