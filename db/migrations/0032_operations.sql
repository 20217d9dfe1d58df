CREATE TABLE `operation_days` (
	`day` text PRIMARY KEY NOT NULL,
	`database_bytes` integer NOT NULL,
	`checked_at` integer
);
--> statement-breakpoint
CREATE TABLE `scheduled_jobs` (
	`name` text PRIMARY KEY NOT NULL,
	`updated_at` integer NOT NULL,
	`failures` integer NOT NULL,
	`failing_since` integer,
	`error` text
);
