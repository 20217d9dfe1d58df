CREATE TABLE `appointment_slots` (
	`coordinator` text NOT NULL,
	`quarter` integer NOT NULL,
	`appointment_id` text NOT NULL,
	PRIMARY KEY(`coordinator`, `quarter`),
	FOREIGN KEY (`appointment_id`) REFERENCES `appointments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appointment_slots_by_appointment` ON `appointment_slots` (`appointment_id`);--> statement-breakpoint
CREATE TABLE `appointments` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`coordinator` text NOT NULL,
	`kind` text NOT NULL,
	`way` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`taken_from` integer NOT NULL,
	`taken_until` integer NOT NULL,
	`made_at` integer NOT NULL,
	`made_by` text NOT NULL,
	`kept_until` integer,
	`sequence` integer DEFAULT 0 NOT NULL,
	`cancelled_at` integer,
	`cancelled_by` text,
	`outcome` text,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appointments_by_coordinator` ON `appointments` (`coordinator`,`starts_at`) WHERE cancelled_at is null;--> statement-breakpoint
CREATE INDEX `appointments_cancelled` ON `appointments` (`coordinator`,`starts_at`) WHERE cancelled_at is not null;--> statement-breakpoint
CREATE INDEX `appointments_by_file` ON `appointments` (`file_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `appointments_kept` ON `appointments` (`kept_until`) WHERE kept_until is not null;--> statement-breakpoint
CREATE INDEX `appointments_to_come` ON `appointments` (`starts_at`) WHERE cancelled_at is null and kept_until is null;--> statement-breakpoint
CREATE TABLE `attendances` (
	`id` text PRIMARY KEY NOT NULL,
	`appointment_id` text NOT NULL,
	`parent_id` text NOT NULL,
	`details` text NOT NULL,
	`reminded_at` integer,
	FOREIGN KEY (`appointment_id`) REFERENCES `appointments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attendances_by_appointment` ON `attendances` (`appointment_id`,`parent_id`);--> statement-breakpoint
CREATE INDEX `attendances_by_parent` ON `attendances` (`parent_id`);--> statement-breakpoint
CREATE TABLE `availability` (
	`coordinator` text PRIMARY KEY NOT NULL,
	`rules` text NOT NULL,
	`revision` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `calendar_feeds` (
	`coordinator` text PRIMARY KEY NOT NULL,
	`secret_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_by_secret` ON `calendar_feeds` (`secret_id`);--> statement-breakpoint
CREATE TABLE `time_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`parent_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`wanted` text NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`parent_id`) REFERENCES `parents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `time_requests_by_parent` ON `time_requests` (`parent_id`,`made_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `time_requests_current` ON `time_requests` (`parent_id`) WHERE ended_at is null;--> statement-breakpoint
ALTER TABLE `outbox` ADD `parent_id` text;--> statement-breakpoint
ALTER TABLE `parents` ADD `books_with` text;--> statement-breakpoint
ALTER TABLE `parents` ADD `joint_agreed_at` integer;--> statement-breakpoint
UPDATE `parents` SET `books_with` = (SELECT `lead_coordinator` FROM `files` WHERE `files`.`id` = `parents`.`file_id`) WHERE `standing` = 'received';
