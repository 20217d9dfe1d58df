CREATE TABLE `order_readings` (
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`read_at` integer NOT NULL,
	`read_by` text NOT NULL,
	`finding` text NOT NULL,
	`document` text,
	`sealed_document` text,
	`expires_on` text,
	`expiry_told_at` integer,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `order_readings_by_file` ON `order_readings` (`file_id`,`read_at`);--> statement-breakpoint
CREATE INDEX `order_readings_to_tell` ON `order_readings` (`expires_on`) WHERE expiry_told_at is null and finding = 'forbids';--> statement-breakpoint
ALTER TABLE `contact_holds` ADD `placed_by` text;--> statement-breakpoint
ALTER TABLE `contact_holds` ADD `placed_reason` text;--> statement-breakpoint
ALTER TABLE `contact_holds` ADD `order_reading_id` text REFERENCES order_readings(id);--> statement-breakpoint
CREATE INDEX `contact_holds_by_reading` ON `contact_holds` (`order_reading_id`);