ALTER TABLE `files` ADD `left_waiting_at` integer;--> statement-breakpoint
CREATE INDEX `files_left_waiting` ON `files` (`left_waiting_at`) WHERE left_waiting_at is not null;